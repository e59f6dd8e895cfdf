package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.cdr.CarrierAttempt;
import io.tollgate.proxy.cdr.CarrierCost;
import io.tollgate.proxy.route.AttemptSign;
import io.tollgate.proxy.route.FailoverPolicy;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.Seizure;
import io.tollgate.proxy.time.Clock;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import java.time.Duration;
import java.util.Optional;

/**
 * One attempt: a gateway, the leg that leads there, the place that it takes up there, and what has
 * been seen of it. What it shows goes to the record and to whoever watches the gateway.
 *
 * <p>Confined to the call's loop.
 */
final class Attempt {
  /** For a carrier, time passes between its 200 and our BYE, however soon that follows. */
  private static final Duration STARTED_SECOND = Duration.ofNanos(1);

  private final Gateway gateway;
  private final CalleeLeg leg;
  private final Optional<Tariff> cost;
  private final Optional<Seizure> place;
  private final AttemptTrace trace;

  /** Nobody pays us for what it costs. */
  private boolean answeredLate;

  private Attempt(
      Gateway gateway,
      CalleeLeg leg,
      Optional<Tariff> cost,
      Optional<Seizure> place,
      AttemptTrace trace) {
    this.gateway = gateway;
    this.leg = leg;
    this.cost = cost;
    this.place = place;
    this.trace = trace;
  }

  /**
   * An INVITE has gone out.
   *
   * @param place at the gateway
   */
  static Attempt made(Optional<Seizure> place, CalleeLeg leg, AttemptTrace trace) {
    Seizure taken = place.orElseThrow();
    return new Attempt(taken.gateway(), leg, taken.cost(), place, trace);
  }

  /**
   * The gateway has answered, in another process.
   *
   * @param cost what its carrier charges, as it was pinned there
   * @param written what is written down of it
   */
  static Attempt restored(
      Gateway gateway, CalleeLeg leg, Optional<Tariff> cost, CarrierAttempt written) {
    return new Attempt(gateway, leg, cost, Optional.empty(), AttemptTrace.of(written, gateway));
  }

  Gateway gateway() {
    return gateway;
  }

  CalleeLeg leg() {
    return leg;
  }

  /** After which failures of this gateway the next one is tried. */
  FailoverPolicy policy() {
    return gateway.dispatch().failover();
  }

  /** It rings, or has answered. */
  void heard(Clock clock) {
    trace.heard(clock);
    place.ifPresent(taken -> taken.heard(trace.delayMillis().orElse(0), clock.nanos()));
  }

  /** It has answered. */
  void answered(Clock clock) {
    heard(clock);
    trace.answered();
    ended(true, clock);
  }

  /** It has answered while our CANCEL was under way. */
  void answeredLate(Clock clock) {
    answeredLate = true;
    answered(clock);
  }

  /**
   * It has answered when the call had gone on to another, and its place was another's.
   *
   * @return false where it had answered before: an answer may come several times
   */
  boolean answeredTooLate(Clock clock) {
    boolean first = !answeredLate;
    answeredLate = true;
    trace.heard(clock);
    trace.answeredTooLate();
    return first;
  }

  /**
   * It refused.
   *
   * @param q850 the Q.850 cause that it gave, or 0
   * @return whether the next one may be asked
   */
  boolean refused(int status, int q850, Clock clock) {
    trace.refused(status, q850);
    boolean failed = HangupCause.ofCarrierStatus(status).mayTryNextGateway();
    show(failed ? AttemptSign.FAILED : AttemptSign.ALIVE, clock);
    return policy().movesOn(status);
  }

  /**
   * Nothing came of the INVITE.
   *
   * @return whether the next one may be asked
   */
  boolean failed(Unreachable why, Clock clock) {
    trace.failed(why);
    show(why == Unreachable.SILENT ? AttemptSign.SILENT : AttemptSign.UNREACHABLE, clock);
    return policy().movesOn(why);
  }

  /** The caller or the edge gives up. */
  void withdrawn() {
    trace.withdrawn();
  }

  /** It takes up no place any more. */
  void release(Clock clock) {
    place.ifPresent(taken -> taken.release(clock.nanos()));
  }

  private void show(AttemptSign sign, Clock clock) {
    place.ifPresent(taken -> taken.show(sign, clock.nanos()));
    if (!trace.isWithdrawn()) {
      ended(false, clock);
    }
  }

  private void ended(boolean answered, Clock clock) {
    place.ifPresent(taken -> taken.ended(answered, clock.nanos()));
  }

  /** What its carrier charges, where it is known. */
  Optional<Tariff> tariff() {
    return cost;
  }

  /**
   * What that comes to.
   *
   * @param answered whether the caller got the answer
   * @param talked for how long
   */
  Optional<CarrierCost> cost(boolean answered, Duration talked) {
    return cost.map(
        price ->
            new CarrierCost(
                price,
                answered || answeredLate
                    ? price.charge(talked.isZero() ? STARTED_SECOND : talked)
                    : price.unanswered()));
  }

  /** What an answer adds to what is written already: the attempt's own fee is. */
  Optional<CarrierCost> lateCost() {
    return cost.map(
        price -> {
          Charge whole = price.charge(STARTED_SECOND);
          return new CarrierCost(
              price, new Charge(whole.billedSeconds(), whole.amount(), Money.ZERO));
        });
  }

  /** For the record; the parameters are those of {@link #cost}. */
  CarrierAttempt written(boolean answered, Duration talked) {
    return trace.attempt(cost(answered, talked));
  }

  /** For the record of a late answer alone. */
  CarrierAttempt writtenLate() {
    return trace.attempt(lateCost());
  }
}
