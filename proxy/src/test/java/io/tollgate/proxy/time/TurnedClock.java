package io.tollgate.proxy.time;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until a test turns it. */
public final class TurnedClock implements Clock {
  private final Instant start = Instant.parse("2026-03-01T12:00:00Z");
  private long nanos = 1_000_000_007L;
  private final long origin = nanos;

  /** Lets {@code time} go by. */
  public void turn(Duration time) {
    nanos += time.toNanos();
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    return start.plusMillis((nanos - origin) / 1_000_000);
  }
}
