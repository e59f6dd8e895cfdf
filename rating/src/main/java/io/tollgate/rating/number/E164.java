package io.tollgate.rating.number;

import java.util.Optional;

/**
 * A telephone number in international form: 7 to 15 digits, the first of them 1 to 9 (ITU-T E.164;
 * the design asks for the shape only, not for an assigned number).
 *
 * <p>The digits are held packed, four bits each and left-aligned, so that prefix tables read them
 * without touching characters. Immutable and safe for any thread.
 */
public final class E164 implements Comparable<E164> {

  /** The fewest digits that a number may have. */
  public static final int MIN_LENGTH = 7;

  /** The most digits that a number may have (E.164 §6.2.1). */
  public static final int MAX_LENGTH = 15;

  private final long packed;
  private final int length;

  /** Built on first use; a race only builds an equal string twice. */
  private String text;

  private E164(long packed, int length) {
    this.packed = packed;
    this.length = length;
  }

  /**
   * Reads {@code +} and 7 to 15 ASCII digits, nothing before, between or after them.
   *
   * @return the number, or empty where the text is anything else
   */
  public static Optional<E164> parse(CharSequence s) {
    int length = s.length() - 1;
    if (length < MIN_LENGTH || length > MAX_LENGTH || s.charAt(0) != '+' || s.charAt(1) == '0') {
      return Optional.empty();
    }
    long packed = 0;
    for (int i = 0; i < length; i++) {
      int digit = s.charAt(i + 1) - '0';
      if (digit < 0 || digit > 9) {
        return Optional.empty();
      }
      packed |= (long) digit << (60 - 4 * i);
    }
    return Optional.of(new E164(packed, length));
  }

  /**
   * A country's short code, for finding its price: the calling code and the code, which together
   * may have fewer digits than a number.
   *
   * @throws IllegalArgumentException where that is not 3 to 15 digits, the first of them 1 to 9
   */
  public static E164 ofCode(String digits) {
    if (!digits.matches("[1-9][0-9]{2,14}")) {
      throw new IllegalArgumentException("not a calling code and a short code");
    }
    long packed = 0;
    for (int i = 0; i < digits.length(); i++) {
      packed |= (long) (digits.charAt(i) - '0') << (60 - 4 * i);
    }
    return new E164(packed, digits.length());
  }

  /**
   * What {@link #toString} once wrote: a number, or a country's short code.
   *
   * @throws IllegalArgumentException where it did not write that
   */
  public static E164 recorded(String text) {
    return parse(text).orElseGet(() -> ofCode(text.startsWith("+") ? text.substring(1) : ""));
  }

  /**
   * The number that {@code s} says.
   *
   * @throws IllegalArgumentException where it is not {@code +} and 7 to 15 digits; the text says
   *     why
   */
  public static E164 of(String s) {
    return parse(s)
        .orElseThrow(() -> new IllegalArgumentException("Not an E.164 number: " + E164Fault.of(s)));
  }

  /** How many digits it has, 7 to 15; fewer where it is a short code. */
  public int length() {
    return length;
  }

  /**
   * The digit at {@code i}, counted from the left and from 0.
   *
   * @throws IndexOutOfBoundsException where the number has no such digit
   */
  public int digit(int i) {
    if (i < 0 || i >= length) {
      throw new IndexOutOfBoundsException("digit " + i + " of " + length);
    }
    return (int) (packed >>> (60 - 4 * i)) & 15;
  }

  /** The digits, four bits each, the first in the highest bits; the unused low bits are 0. */
  public long packed() {
    return packed;
  }

  /** The digits without the plus sign. */
  public String digits() {
    return toString().substring(1);
  }

  /**
   * Orders numbers as their texts would be ordered: digit by digit, a prefix before what extends
   * it.
   */
  @Override
  public int compareTo(E164 other) {
    int byDigits = Long.compareUnsigned(packed, other.packed);
    return byDigits != 0 ? byDigits : Integer.compare(length, other.length);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof E164 other && packed == other.packed && length == other.length;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(packed | length);
  }

  /** The plus sign and the digits. */
  @Override
  public String toString() {
    String known = text;
    if (known == null) {
      known = spell();
      text = known;
    }
    return known;
  }

  private String spell() {
    char[] chars = new char[length + 1];
    chars[0] = '+';
    for (int i = 0; i < length; i++) {
      chars[i + 1] = (char) ('0' + digit(i));
    }
    return new String(chars);
  }
}
