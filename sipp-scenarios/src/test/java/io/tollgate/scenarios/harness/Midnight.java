package io.tollgate.scenarios.harness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** For tests of what starts anew with a day of UTC. */
public final class Midnight {
  private static final Duration NEAR = Duration.ofMinutes(2);

  private Midnight() {}

  /** Where the day of UTC is about to end, waits until it has: what follows falls into one day. */
  public static void keepClear() {
    Clock clock = Clock.systemUTC();
    Instant now = clock.instant();
    Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    if (Duration.between(now, midnight).compareTo(NEAR) < 0) {
      Await.that("the next day", NEAR.multipliedBy(2), () -> clock.instant().isAfter(midnight));
    }
  }
}
