package io.tollgate.proxy.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tollgate.proxy.call.CallObserver;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.rating.charge.RatingResult;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts and measures calls. Every method is for any loop, waits for nothing and, once its series
 * is there, allocates nothing.
 */
public final class CallMetrics implements CallObserver {
  private static final Set<HangupCause> REFUSALS =
      EnumSet.range(HangupCause.UNKNOWN_SOURCE, HangupCause.OVERLOAD);

  private static final Set<HangupCause> ENDINGS = endings();

  private final LongAdder received;
  private final LongAdder challenged;
  private final LongAdder answered;
  private final LongAdder answeredTooLate;
  private final LongAdder rated;
  private final LongAdder unrated;
  private final LongAdder blocked;
  private final LongAdder active = new LongAdder();
  private final Pace pace; // a registry alone does not keep what its gauges look at
  private final CauseCounters refused;
  private final Map<Cdr.Direction, CauseCounters> ended = new EnumMap<>(Cdr.Direction.class);
  private final Timer setup;
  private final Timer postDialDelay;
  private final Timer duration;

  /** Metrics in this registry. */
  CallMetrics(MeterRegistry registry) {
    received = counter(registry, "tollgate.calls.received", "New INVITEs that came in");
    challenged =
        counter(
            registry, "tollgate.calls.challenged", "New INVITEs that were asked for credentials");
    answered = counter(registry, "tollgate.calls.answered", "Calls that the called side answered");
    answeredTooLate =
        counter(
            registry,
            "tollgate.late.answers",
            "Answers of gateways whose time was over: the customer pays nothing for them");
    rated = lookups(registry, "rated");
    unrated = lookups(registry, "no-rate");
    blocked = lookups(registry, "blocked");
    refused =
        new CauseCounters(
            registry,
            "tollgate.calls.refused",
            "Calls that were turned away before an INVITE went out, by cause",
            Tags.empty(),
            REFUSALS);
    for (Cdr.Direction direction : Cdr.Direction.values()) {
      ended.put(direction, endings(registry, direction));
    }
    setup =
        Meters.histogram(
            registry,
            "tollgate.call.setup",
            "Time from INVITE in to INVITE out",
            Tags.empty(),
            100e-6,
            250e-6,
            500e-6,
            1e-3,
            2.5e-3,
            5e-3,
            10e-3,
            25e-3,
            50e-3,
            100e-3);
    postDialDelay =
        Meters.histogram(
            registry,
            "tollgate.call.post.dial.delay",
            "Time from INVITE out until the called side rings",
            Tags.empty(),
            0.1,
            0.25,
            0.5,
            1,
            2,
            3,
            5,
            8,
            12,
            20,
            30);
    duration =
        Meters.histogram(
            registry,
            "tollgate.call.duration",
            "Time from answer to end of the calls that were answered",
            Tags.empty(),
            6, // what counts as a short call
            15,
            35, // what the mean should not fall below
            60,
            120,
            300,
            600,
            1_200,
            1_800,
            3_600,
            7_200,
            14_400);
    Gauge.builder("tollgate.calls.active", active, LongAdder::doubleValue)
        .description("Calls that are being set up or up")
        .register(registry);
    pace = new Pace(received::sum, System.nanoTime());
    Gauge.builder("tollgate.calls.per.second", pace, p -> p.look(System.nanoTime()))
        .description("New INVITEs a second between the last two looks at this page")
        .register(registry);
  }

  /** Limits that refuse calls end them, too, where they run out; and so do carriers. */
  private static Set<HangupCause> endings() {
    Set<HangupCause> endings = EnumSet.range(HangupCause.NORMAL, HangupCause.ADMIN);
    endings.addAll(
        EnumSet.of(
            HangupCause.CALLING_HOURS,
            HangupCause.SPEND_DAY,
            HangupCause.SPEND_MONTH,
            HangupCause.MEDIA,
            HangupCause.CARRIERS_FAILED));
    return endings;
  }

  private static LongAdder counter(MeterRegistry registry, String name, String description) {
    return Meters.counter(registry, name, description, Tags.empty());
  }

  private static LongAdder lookups(MeterRegistry registry, String result) {
    return Meters.counter(
        registry,
        "tollgate.rating.lookups",
        "Calls that were looked up in a deck, by result",
        Tags.of("result", result));
  }

  private static CauseCounters endings(MeterRegistry registry, Cdr.Direction direction) {
    return new CauseCounters(
        registry,
        "tollgate.calls.ended",
        "Calls that had gone out and are over, by direction and cause",
        Tags.of("direction", direction.label()),
        direction == Cdr.Direction.OUTBOUND ? ENDINGS : Set.of());
  }

  @Override
  public void received() {
    received.increment();
  }

  @Override
  public void challenged() {
    challenged.increment();
  }

  @Override
  public void refused(HangupCause cause) {
    refused.increment(cause);
  }

  @Override
  public void rated(RatingResult result) {
    switch (result) {
      case RatingResult.Rated _ -> rated.increment();
      case RatingResult.NoRate _ -> unrated.increment();
      case RatingResult.Blocked _ -> blocked.increment();
    }
  }

  @Override
  public void started(long setupNanos) {
    active.increment();
    setup.record(setupNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void ringing(long nanos) {
    postDialDelay.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void answered() {
    answered.increment();
  }

  @Override
  public void answeredTooLate() {
    answeredTooLate.increment();
  }

  @Override
  public void ended(Cdr record) {
    active.decrement();
    ended.get(record.direction()).increment(record.ending().cause());
    if (record.times().answeredAt().isPresent()) {
      duration.record(record.times().durationMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
