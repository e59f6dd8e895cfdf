package io.tollgate.proxy.time;

/**
 * The least of what was measured lately. A round trip is never quicker than the way, but often
 * slower: so the least says how long the way is, and what is old is left out, since ways change.
 *
 * <p>It looks back over one to two spans of ten minutes. A value; the next one is made only where
 * something changes.
 *
 * @param before the least of the span before this one; {@link Long#MAX_VALUE} where there was none
 * @param current the least of this span
 * @param since when this span began
 */
public record RecentMinimum(long before, long current, long since) {
  /** How long a span lasts, nanoseconds. */
  private static final long SPAN = 600_000_000_000L;

  /** The first one. */
  public static RecentMinimum first(long value, long nowNanos) {
    return new RecentMinimum(Long.MAX_VALUE, value, nowNanos);
  }

  /** With another; this very one where it changes nothing. */
  public RecentMinimum with(long value, long nowNanos) {
    long age = nowNanos - since;
    if (age >= 2 * SPAN) {
      return first(value, nowNanos);
    }
    if (age >= SPAN) {
      return new RecentMinimum(current, value, since + SPAN);
    }
    return value < current ? new RecentMinimum(before, value, since) : this;
  }

  /** The least of them all. */
  public long value() {
    return Math.min(before, current);
  }
}
