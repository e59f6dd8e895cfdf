package io.tollgate.rating.prefix;

import io.tollgate.rating.number.E164;

/**
 * A prefix of 0 to 15 digits in one {@code long}: four bits a digit from the highest bits down, as
 * in {@link E164#packed()}, and the number of digits in the lowest four bits.
 *
 * <p>Compared without sign, keys stand in the order of a tree walk: a prefix before whatever
 * extends it.
 */
public final class PrefixKey {

  /** The longest prefix: as many digits as a number may have. */
  public static final int MAX_LENGTH = E164.MAX_LENGTH;

  /** The prefix without digits, which every number begins with. */
  public static final long EMPTY = 0;

  private PrefixKey() {}

  /**
   * The key of {@code digits}.
   *
   * @throws IllegalArgumentException where there is anything but ASCII digits, or more than 15
   */
  public static long of(CharSequence digits) {
    int length = digits.length();
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "prefix '"
              + digits
              + "' has "
              + length
              + " digits; at most "
              + MAX_LENGTH
              + " are allowed");
    }
    long packed = 0;
    for (int i = 0; i < length; i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("prefix '" + digits + "' may hold digits only");
      }
      packed |= (long) digit << (60 - 4 * i);
    }
    return packed | length;
  }

  /** The first {@code length} digits of {@code packed} as a key; {@code length} is 0 to 15. */
  public static long of(long packed, int length) {
    return length == 0 ? EMPTY : packed & (-1L << (64 - 4 * length)) | length;
  }

  /** All digits of a number as a key. */
  public static long of(E164 number) {
    return number.packed() | number.length();
  }

  /** How many digits the prefix has. */
  public static int length(long key) {
    return (int) key & 15;
  }

  /** The digits alone, packed as in {@link E164#packed()}. */
  public static long packed(long key) {
    return key & ~15L;
  }

  /** The digit at {@code i}, which must be less than the prefix's length. */
  static int digit(long key, int i) {
    return (int) (key >>> (60 - 4 * i)) & 15;
  }

  /** The digits as text; the empty text for the empty prefix. */
  public static String text(long key) {
    char[] chars = new char[length(key)];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) ('0' + digit(key, i));
    }
    return new String(chars);
  }
}
