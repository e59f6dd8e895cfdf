package io.tollgate.proxy.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;

/** Registers meters whose hot side costs as little as it can. */
final class Meters {
  private static final double NANOS_PER_SECOND = 1e9;

  private Meters() {}

  /** A counter that its callers add to; the registry only reads it. */
  static LongAdder counter(MeterRegistry registry, String name, String description, Tags tags) {
    LongAdder counter = new LongAdder();
    FunctionCounter.builder(name, counter, LongAdder::doubleValue)
        .description(description)
        .tags(tags)
        .register(registry);
    return counter;
  }

  /**
   * A histogram of times with these buckets.
   *
   * @param upperBounds in seconds, ascending
   */
  static Timer histogram(
      MeterRegistry registry, String name, String description, Tags tags, double... upperBounds) {
    return Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(
            DoubleStream.of(upperBounds)
                .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND)))
                .toArray(Duration[]::new))
        .register(registry);
  }
}
