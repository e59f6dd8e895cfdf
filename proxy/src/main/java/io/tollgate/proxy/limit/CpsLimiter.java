package io.tollgate.proxy.limit;

/**
 * Calls per second by the generic cell rate algorithm (ITU-T I.371), in its leaky-bucket form: a
 * call adds one to the bucket, the bucket drains at the rate, and a call that would make it
 * overflow is refused.
 *
 * <p>The bucket holds one second's calls, at least one, and what drains from it in 100 ms, which
 * forgives the jitter of networks and of senders that pace by a coarse timer. So in any <i>w</i>
 * seconds at most {@code max(1, rate) + rate · (w + 0.1)} calls pass, and a caller who keeps to the
 * rate is never refused. The arithmetic is exact: integers, in units of one rate-nanosecond.
 *
 * <p>The rate is an argument, since it belongs to configuration, which may change while the bucket
 * has to go on. Checking and taking are two steps, so that several limiters can be asked before any
 * is touched.
 *
 * <p>Not safe for use by several threads at once: whoever shares one guards it. Times are {@link
 * System#nanoTime()}'s; a time before the last one taken counts as the last one, as happens where
 * threads read the clock and then wait for their turn.
 */
public final class CpsLimiter {
  /** The highest rate, in calls per second. */
  public static final int MAX_RATE = 1_000_000;

  /** One call in the bucket: what drains from it in a second at one call per second. */
  private static final long CALL = 1_000_000_000L;

  private static final long TOLERANCE_NANOS = 100_000_000L;

  /** What is in the bucket at {@link #at}; zero only before the first call. */
  private long level;

  private long at;

  /**
   * Whether a call may pass now. Changes nothing.
   *
   * @param rate calls per second, 1 to {@link #MAX_RATE}
   */
  public boolean hasRoom(int rate, long nowNanos) {
    return levelAt(rate, nowNanos) + CALL <= rate * (CALL + TOLERANCE_NANOS);
  }

  /**
   * Counts a call that passes now, whether or not there was room.
   *
   * @param rate calls per second, 1 to {@link #MAX_RATE}
   */
  public void take(int rate, long nowNanos) {
    boolean unused = level == 0;
    level = levelAt(rate, nowNanos) + CALL;
    if (unused || nowNanos - at > 0) {
      at = nowNanos;
    }
  }

  /**
   * Whether everything has drained, so that a new limiter would decide as this one does.
   *
   * @param rate calls per second, 1 to {@link #MAX_RATE}
   */
  public boolean isEmpty(int rate, long nowNanos) {
    return levelAt(rate, nowNanos) == 0;
  }

  private long levelAt(int rate, long nowNanos) {
    long elapsed = nowNanos - at;
    if (level == 0 || elapsed <= 0) {
      return level;
    }
    // Asked this way round, the product below cannot overflow, however long ago the last call was.
    return elapsed > level / rate ? 0 : level - rate * elapsed;
  }
}
