package io.tollgate.proxy.route.health;

import java.time.Duration;

/**
 * How a circuit breaker behaves.
 *
 * @param failures so many in a row open it, 1 or more
 * @param pause how long it stays open at first, before a trial; doubled after each trial that fails
 * @param longestPause what doubling ends at; not below {@code pause}
 */
public record BreakerSettings(int failures, Duration pause, Duration longestPause) {
  /** Three in a row; ten seconds, and never more than five minutes. */
  public static final BreakerSettings DEFAULT =
      new BreakerSettings(3, Duration.ofSeconds(10), Duration.ofMinutes(5));

  public BreakerSettings {
    if (failures < 1 || !pause.isPositive() || longestPause.compareTo(pause) < 0) {
      throw new IllegalArgumentException(
          "it could never open, or never close; correct failures, pause and longestPause");
    }
  }
}
