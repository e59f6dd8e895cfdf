package io.tollgate.proxy.observe;

import java.util.function.LongSupplier;

/**
 * How fast something counts, for whoever reads the page without a Prometheus that could take the
 * rate of the counter: the mean a second between the last two looks that were at least a second
 * apart.
 */
final class Pace {
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier count;
  private long lastCount;
  private long lastNanos;
  private double pace;

  /**
   * The pace of this count.
   *
   * @param count never falls
   * @param nanos now, on the monotonic clock
   */
  Pace(LongSupplier count, long nanos) {
    this.count = count;
    this.lastCount = count.getAsLong();
    this.lastNanos = nanos;
  }

  /**
   * The pace.
   *
   * @param nanos now, on the monotonic clock
   * @return events a second; 0 until the first second has passed
   */
  synchronized double look(long nanos) {
    long elapsed = nanos - lastNanos;
    if (elapsed >= NANOS_PER_SECOND) {
      long now = count.getAsLong();
      pace = (now - lastCount) * NANOS_PER_SECOND / elapsed;
      lastCount = now;
      lastNanos = nanos;
    }
    return pace;
  }
}
