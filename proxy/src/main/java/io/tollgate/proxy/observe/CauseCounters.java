package io.tollgate.proxy.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tollgate.proxy.cause.HangupCause;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * One counter for each cause, with the label {@code code}.
 *
 * <p>The causes that are to be expected are there from the start: a rate over a counter that
 * appears with its first event does not see that event. The others appear when they happen, so that
 * nobody reads through hundreds of zeros.
 */
final class CauseCounters {
  private final MeterRegistry registry;
  private final String name;
  private final String description;
  private final Tags tags;
  private final AtomicReferenceArray<LongAdder> counters =
      new AtomicReferenceArray<>(HangupCause.values().length);

  /**
   * Counters of this name.
   *
   * @param tags further labels of all of them
   * @param expected the causes whose counters begin at 0
   */
  CauseCounters(
      MeterRegistry registry,
      String name,
      String description,
      Tags tags,
      Set<HangupCause> expected) {
    this.registry = registry;
    this.name = name;
    this.description = description;
    this.tags = tags;
    expected.forEach(this::register);
  }

  /** One more. For any thread. */
  void increment(HangupCause cause) {
    LongAdder counter = counters.get(cause.ordinal());
    if (counter == null) {
      counter = register(cause);
    }
    counter.increment();
  }

  private synchronized LongAdder register(HangupCause cause) {
    LongAdder known = counters.get(cause.ordinal());
    if (known != null) {
      return known; // another loop was first
    }
    LongAdder counter = new LongAdder();
    FunctionCounter.builder(name, counter, LongAdder::doubleValue)
        .description(description)
        .tags(tags.and("code", cause.code()))
        .register(registry);
    counters.set(cause.ordinal(), counter);
    return counter;
  }
}
