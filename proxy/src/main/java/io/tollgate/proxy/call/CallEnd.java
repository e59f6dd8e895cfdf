package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the end of a call does, once: it gives the permit back, charges, and writes the record.
 *
 * <p>Confined to the call's loop.
 */
final class CallEnd {
  private static final Charge NO_CHARGE = new Charge(0, Money.ZERO, Money.ZERO);

  private final CallContext context;
  private final CallEnvironment environment;
  private final CallMilestones milestones;
  private final Permit permit;

  CallEnd(
      CallContext context, CallEnvironment environment, CallMilestones milestones, Permit permit) {
    this.context = context;
    this.environment = environment;
    this.milestones = milestones;
    this.permit = permit;
  }

  /**
   * Ends it.
   *
   * @param talked from the answer to now, as far as it counts
   * @param overAt when it was over, where that is not now
   */
  void happen(
      Cdr.Ending ending,
      Duration talked,
      Optional<Instant> overAt,
      CallerLeg caller,
      Attempts attempts) {
    environment.registry().remove(context.id());
    Charge charge = settle(talked);
    Cdr record =
        new Cdr(
            context.id(),
            context.direction(),
            context.parties(),
            context.path(attempts.carrier(), attempts.gateway()),
            context.price(),
            charge,
            attempts.cost(milestones.isAnswered(), talked),
            context.staysHalf() ? List.of() : attempts.all(milestones.isAnswered(), talked),
            milestones.times(overAt.orElseGet(environment.clock()::now), talked),
            ending,
            caller.callId(),
            attempts.callId(),
            context.origin().onNet());
    environment.write(record);
    environment.observer().ended(record);
  }

  /**
   * A gateway has answered when the call had its record already: another one says what that costs
   * us. Its customer pays nothing, and it counts as no call.
   */
  void addLate(Attempt late, Cdr.Ending ending, CallerLeg caller) {
    environment.write(
        new Cdr(
            environment.ids().get(),
            context.direction(),
            context.parties(),
            context.path(late.gateway().carrier(), late.gateway().id()),
            context.price(),
            NO_CHARGE,
            late.lateCost(),
            List.of(late.writtenLate()),
            milestones.late(environment.clock().now()),
            new Cdr.Ending(
                HangupCause.ANSWERED_LATE,
                Cdr.HungUpBy.EDGE,
                ending.sipStatus(),
                HangupCause.ANSWERED_LATE.q850()),
            caller.callId(),
            late.leg().callId(),
            Optional.of(new Cdr.Part(Cdr.Leg.LATE, context.id()))));
  }

  /** Gives the permit back, whatever comes of the sum. */
  private Charge settle(Duration talked) {
    Money total = Money.ZERO;
    try {
      if (context.price().isEmpty()) {
        return NO_CHARGE;
      }
      Charge charge =
          milestones.isAnswered() ? context.tariff().charge(talked) : context.tariff().unanswered();
      total = charge.total();
      return charge;
    } finally {
      permit.release(total);
    }
  }
}
