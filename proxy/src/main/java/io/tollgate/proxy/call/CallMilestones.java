package io.tollgate.proxy.call;

import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The moments of one call: monotonic for durations, the wall's for the record. Confined to the
 * call's loop.
 */
final class CallMilestones {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Instant receivedAt;
  private final long receivedNanos;
  private long invitedNanos;
  private long setupMicros;
  private Optional<Instant> ringingAt = Optional.empty();
  private Optional<Instant> answeredAt = Optional.empty();
  private long answeredNanos;

  CallMilestones(Instant receivedAt, long receivedNanos) {
    this.receivedAt = receivedAt;
    this.receivedNanos = receivedNanos;
  }

  /** A call that another process answered: its clocks are lost, the wall's time is not. */
  static CallMilestones restored(CallSnapshot snapshot, Clock clock) {
    CallMilestones milestones = new CallMilestones(snapshot.context().receivedAt(), clock.nanos());
    milestones.setupMicros = snapshot.setupMicros();
    milestones.ringingAt = snapshot.ringingAt();
    milestones.answeredAt = Optional.of(snapshot.answeredAt());
    milestones.answeredNanos =
        clock.nanos() - Duration.between(snapshot.answeredAt(), clock.now()).toNanos();
    return milestones;
  }

  /** The first INVITE has gone out. */
  long invited(Clock clock) {
    invitedNanos = clock.nanos();
    long setup = Math.max(0, invitedNanos - receivedNanos);
    setupMicros = setup / 1000;
    return setup;
  }

  /** It rings; returns the nanoseconds since the INVITE. */
  long ringing(Clock clock) {
    ringingAt = Optional.of(clock.now());
    return clock.nanos() - invitedNanos;
  }

  void answered(Clock clock) {
    answeredNanos = clock.nanos();
    answeredAt = Optional.of(clock.now());
  }

  boolean isAnswered() {
    return answeredAt.isPresent();
  }

  Duration talked(Clock clock) {
    return isAnswered()
        ? Duration.ofNanos(Math.max(0, clock.nanos() - answeredNanos))
        : Duration.ZERO;
  }

  long setupMicros() {
    return setupMicros;
  }

  Optional<Instant> ringingAt() {
    return ringingAt;
  }

  Optional<Instant> answeredAt() {
    return answeredAt;
  }

  /** Of an answer that came too late: no INVITE came in for it, so it had no set-up. */
  Cdr.Times late(Instant at) {
    return new Cdr.Times(receivedAt, Optional.empty(), Optional.empty(), at, 0, 0);
  }

  /** A started millisecond counts, so that what was charged can be computed from the record. */
  Cdr.Times times(Instant endedAt, Duration talked) {
    return new Cdr.Times(
        receivedAt,
        ringingAt,
        answeredAt,
        endedAt,
        Math.ceilDiv(talked.toNanos(), NANOS_PER_MILLI),
        setupMicros);
  }
}
