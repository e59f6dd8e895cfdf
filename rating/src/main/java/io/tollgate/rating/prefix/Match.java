package io.tollgate.rating.prefix;

/**
 * What a table found, in one {@code long} so that a look-up allocates nothing: the value in the low
 * 32 bits, then four bits each for how many digits of the destination and of the origin matched.
 */
public final class Match {

  /** No prefix of the number is in the table. */
  public static final long NONE = -1;

  private Match() {}

  static long of(int value, int destinationLength, int originLength) {
    return value & 0xFFFF_FFFFL | (long) destinationLength << 32 | (long) originLength << 36;
  }

  /** The value that was found; meaningless for {@link #NONE}. */
  public static int value(long match) {
    return (int) match;
  }

  /** How many leading digits of the (destination) number the prefix has, 0 to 15. */
  public static int destinationLength(long match) {
    return (int) (match >>> 32) & 15;
  }

  /** How many leading digits of the origin matched, 0 to 15; 0 is the default row. */
  public static int originLength(long match) {
    return (int) (match >>> 36) & 15;
  }
}
