package io.tollgate.proxy.route.health;

import java.time.Duration;

/**
 * How a peer is asked, by OPTIONS, whether it is there (RFC 3261 §11).
 *
 * @param interval from one question to the next, on average
 * @param jitterPercent by how much of the interval one may come earlier or later, 0 to 50: so that
 *     edges that were started together do not ask together
 * @param timeout how long an answer may take; shorter than the interval
 */
public record ProbeSettings(Duration interval, int jitterPercent, Duration timeout) {
  /** Every half minute. */
  public static final ProbeSettings DEFAULT =
      new ProbeSettings(Duration.ofSeconds(30), 20, Duration.ofSeconds(2));

  public ProbeSettings {
    if (jitterPercent < 0 || jitterPercent > 50) {
      throw new IllegalArgumentException("jitter " + jitterPercent + " %; write 0 to 50");
    }
    if (!timeout.isPositive() || timeout.compareTo(interval) >= 0) {
      throw new IllegalArgumentException(
          "an answer could come after the next question; make timeout shorter than interval");
    }
  }

  /**
   * The time from one question to the next.
   *
   * @param chance from 0 to below 1
   */
  public Duration next(double chance) {
    double share = 1 + jitterPercent / 100.0 * (2 * chance - 1);
    return Duration.ofNanos((long) (interval.toNanos() * share));
  }
}
