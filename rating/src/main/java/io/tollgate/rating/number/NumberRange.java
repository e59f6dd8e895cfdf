package io.tollgate.rating.number;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers that go together, in one of four spellings:
 *
 * <ul>
 *   <li>{@code +4930123456}: one number;
 *   <li>{@code +4930123400-+4930123499}: those from the first to the last, all of one length;
 *   <li>{@code +49301234xx}: those that begin so, with as many more digits as there are x;
 *   <li>{@code +49301234*}: those that begin so, of any length, as where extensions are dialled
 *       through.
 * </ul>
 *
 * <p>Of each length, the numbers of a range are the ones between two bounds, which are packed as
 * {@link E164#packed} is. Immutable.
 */
public final class NumberRange {
  private static final Pattern SPELLING =
      Pattern.compile("\\+([1-9][0-9]{0,14})(?:-\\+([1-9][0-9]{6,14})|(x{1,14})|(\\*))?");

  private final String text;
  private final String first;
  private final String last;
  private final boolean open;

  private NumberRange(String text, String first, String last, boolean open) {
    this.text = text;
    this.first = first;
    this.last = last;
    this.open = open;
  }

  /**
   * Reads one of the spellings.
   *
   * @throws IllegalArgumentException where it is none of them; the text says {@code problem;
   *     remedy}
   */
  public static NumberRange parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is neither a number nor a range; write +4930123456, +4930123400-+4930123499,"
                  .formatted(text)
              + " +49301234xx or +49301234*");
    }
    String digits = matcher.group(1);
    if (matcher.group(4) != null) {
      return new NumberRange(text, digits, digits, true);
    }
    if (matcher.group(3) != null) {
      int wild = matcher.group(3).length();
      return bounded(text, digits + "0".repeat(wild), digits + "9".repeat(wild));
    }
    return bounded(text, digits, matcher.group(2) == null ? digits : matcher.group(2));
  }

  private static NumberRange bounded(String text, String first, String last) {
    if (E164.parse('+' + first).isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' has %d digits; numbers have %d to %d"
              .formatted(text, first.length(), E164.MIN_LENGTH, E164.MAX_LENGTH));
    }
    if (first.length() != last.length()) {
      throw new IllegalArgumentException(
          "'%s' begins with %d digits and ends with %d; write two numbers of one length"
              .formatted(text, first.length(), last.length()));
    }
    if (first.compareTo(last) > 0) {
      throw new IllegalArgumentException("'" + text + "' ends before it begins; swap the two");
    }
    return new NumberRange(text, first, last, false);
  }

  /** Whether numbers of any length belong to it that begin as it says. */
  public boolean isOpen() {
    return open;
  }

  /** Whether numbers with that many digits can belong to it. */
  public boolean has(int length) {
    return open ? length >= first.length() : length == first.length();
  }

  /**
   * The lowest of its numbers with that many digits.
   *
   * @param length one that it {@link #has}
   */
  public long lowest(int length) {
    return packed(first, length, 0);
  }

  /**
   * The highest of them.
   *
   * @param length one that it {@link #has}
   */
  public long highest(int length) {
    return packed(last, length, 9);
  }

  private static long packed(String digits, int length, long filling) {
    long packed = 0;
    for (int i = 0; i < length; i++) {
      packed |= (i < digits.length() ? digits.charAt(i) - '0' : filling) << (60 - 4 * i);
    }
    return packed;
  }

  /** Whether the number belongs to it. */
  public boolean contains(E164 number) {
    int length = number.length();
    return has(length)
        && Long.compareUnsigned(number.packed(), lowest(length)) >= 0
        && Long.compareUnsigned(number.packed(), highest(length)) <= 0;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof NumberRange other
        && first.equals(other.first)
        && last.equals(other.last)
        && open == other.open;
  }

  @Override
  public int hashCode() {
    return first.hashCode() * 31 + last.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
