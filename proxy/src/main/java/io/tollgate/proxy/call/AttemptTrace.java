package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.cdr.CarrierAttempt;
import io.tollgate.proxy.cdr.CarrierAttempt.Result;
import io.tollgate.proxy.cdr.CarrierCost;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * What is written down of one attempt while it goes on.
 *
 * <p>Confined to the call's loop.
 */
final class AttemptTrace {
  private final Gateway gateway;
  private final Instant startedAt;
  private final long startedNanos;
  private OptionalLong delayMillis = OptionalLong.empty();
  private boolean withdrawn;

  /** What stands until something else is known: it was given up. */
  private Result result = Result.CANCELLED;

  private int status;
  private int q850;

  /** An INVITE goes out. */
  AttemptTrace(Gateway gateway, Clock clock) {
    this(gateway, clock.now(), clock.nanos());
  }

  private AttemptTrace(Gateway gateway, Instant startedAt, long startedNanos) {
    this.gateway = gateway;
    this.startedAt = startedAt;
    this.startedNanos = startedNanos;
  }

  /** One that was answered in another process. */
  static AttemptTrace of(CarrierAttempt answered, Gateway gateway) {
    AttemptTrace trace = new AttemptTrace(gateway, answered.startedAt(), 0);
    trace.delayMillis = answered.postDialDelayMillis();
    trace.result = answered.result();
    trace.status = answered.sipStatus();
    trace.q850 = answered.q850();
    return trace;
  }

  /** The called side rings, or has answered. */
  void heard(Clock clock) {
    if (delayMillis.isEmpty()) {
      delayMillis =
          OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(Math.max(0, clock.nanos() - startedNanos)));
    }
  }

  /** From the INVITE to the first sign of the called side, where there was one. */
  OptionalLong delayMillis() {
    return delayMillis;
  }

  /** Whether it was given up. */
  boolean isWithdrawn() {
    return withdrawn;
  }

  void answered() {
    result = withdrawn ? Result.ANSWERED_LATE : Result.ANSWERED;
    status = 200;
  }

  /** It answered when the call had gone on without it. */
  void answeredTooLate() {
    result = Result.ANSWERED_LATE;
    status = 200;
    q850 = 0;
  }

  void refused(int sipStatus, int cause) {
    status = sipStatus;
    q850 = cause;
    if (!withdrawn) {
      result = Result.REFUSED;
    }
  }

  void failed(Unreachable why) {
    if (!withdrawn) {
      result =
          switch (why) {
            case SILENT -> Result.TIMEOUT;
            case CONNECTION -> Result.CONNECTION;
            case TLS -> Result.TLS;
          };
    }
  }

  /** The caller or the edge gives up. */
  void withdrawn() {
    withdrawn = true;
  }

  /** For the record. */
  CarrierAttempt attempt(Optional<CarrierCost> cost) {
    return new CarrierAttempt(
        gateway.carrier(),
        gateway.id(),
        HostAndPort.of(gateway.address()),
        gateway.uri().transport().label(),
        startedAt,
        delayMillis,
        result,
        status,
        q850,
        cost.map(c -> new CarrierAttempt.Cost(c.charge().total(), c.tariff().currency())));
  }
}
