package io.tollgate.proxy.call;

import io.tollgate.proxy.cdr.CarrierCost;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.rating.charge.Tariff;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The gateways of one call: the leg to the one that is being tried or has answered, and those that
 * are still to be tried.
 *
 * <p>Confined to the call's loop.
 */
final class Attempts {
  /** For a carrier, time passes between its 200 and our BYE, however soon that follows. */
  private static final Duration STARTED_SECOND = Duration.ofNanos(1);

  private final CallEnvironment environment;
  private Optional<Remaining> remaining;
  private Optional<Attempt> current;
  private boolean answeredLate;

  /** A gateway, the leg that leads there, and what its carrier charges where that is known. */
  private record Attempt(Gateway gateway, CalleeLeg leg, Optional<Tariff> cost) {}

  /** What is still to be tried before the answer. Let go with it: calls last, offers are large. */
  private record Remaining(
      CallContext context, CallRequest request, LegListener call, Iterator<Gateway> gateways) {}

  private Attempts(
      CallEnvironment environment, Optional<Remaining> remaining, Optional<Attempt> current) {
    this.environment = environment;
    this.remaining = remaining;
    this.current = current;
  }

  /**
   * Nothing has been tried yet.
   *
   * @param gateways in the order in which to try them
   * @param call is told what comes of it
   */
  static Attempts over(
      List<Gateway> gateways,
      CallContext context,
      CallRequest request,
      CallEnvironment environment,
      LegListener call) {
    return new Attempts(
        environment,
        Optional.of(new Remaining(context, request, call, gateways.iterator())),
        Optional.empty());
  }

  /**
   * A gateway has answered, in another process.
   *
   * @param cost what its carrier charges, as it was pinned there
   */
  static Attempts answered(
      Gateway gateway, CalleeLeg leg, Optional<Tariff> cost, CallEnvironment environment) {
    return new Attempts(
        environment, Optional.empty(), Optional.of(new Attempt(gateway, leg, cost)));
  }

  /** Sends an INVITE to the next gateway; false where none is left. */
  boolean tryNext() {
    if (remaining.isEmpty() || !remaining.get().gateways.hasNext()) {
      return false;
    }
    Remaining left = remaining.get();
    Gateway gateway = left.gateways.next();
    CallerIdentity caller = left.context.caller();
    Optional<Tariff> cost =
        environment
            .costs()
            .cost(gateway.carrier(), left.context.to().e164(), caller.number())
            .known();
    CalleeLeg leg =
        environment
            .legs()
            .invite(
                new Invitation(
                    gateway,
                    left.context.to(),
                    caller,
                    left.request.maxForwards() - 1,
                    left.request.offer()),
                left.call);
    current = Optional.of(new Attempt(gateway, leg, cost));
    return true;
  }

  /** The gateway has answered: no other will be tried. */
  void settle() {
    remaining = Optional.empty();
  }

  /** The gateway has answered while our CANCEL was under way: nobody pays us for what it costs. */
  void answeredLate() {
    answeredLate = true;
  }

  /** What that gateway's carrier charges, where it is known. */
  Optional<Tariff> tariff() {
    return current.flatMap(Attempt::cost);
  }

  /**
   * What that comes to.
   *
   * @param answered whether the caller got the answer
   * @param talked for how long
   */
  Optional<CarrierCost> cost(boolean answered, Duration talked) {
    return tariff()
        .map(
            price ->
                new CarrierCost(
                    price,
                    answered || answeredLate
                        ? price.charge(talked.isZero() ? STARTED_SECOND : talked)
                        : price.unanswered()));
  }

  /** The leg to the gateway that is being tried or has answered; none before the first. */
  Optional<CalleeLeg> attempted() {
    return current.map(Attempt::leg);
  }

  /** The same, once there is one. */
  CalleeLeg leg() {
    return current.orElseThrow().leg;
  }

  /** The carrier of that gateway; empty before the first. */
  String carrier() {
    return current.map(attempt -> attempt.gateway.carrier()).orElse("");
  }

  /** The name of that gateway; empty before the first. */
  String gateway() {
    return current.map(attempt -> attempt.gateway.id()).orElse("");
  }

  /** The Call-ID of its leg; empty before the first. */
  String callId() {
    return current.map(attempt -> attempt.leg.callId()).orElse("");
  }
}
