package io.tollgate.proxy.call;

import io.tollgate.proxy.route.Gateway;
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
  private final CalleeLegs legs;
  private Optional<Remaining> remaining;
  private Optional<Attempt> current;

  /** A gateway, and the leg that leads there. */
  private record Attempt(Gateway gateway, CalleeLeg leg) {}

  /** What is still to be tried before the answer. Let go with it: calls last, offers are large. */
  private record Remaining(
      CallContext context, CallRequest request, LegListener call, Iterator<Gateway> gateways) {}

  private Attempts(CalleeLegs legs, Optional<Remaining> remaining, Optional<Attempt> current) {
    this.legs = legs;
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
      CalleeLegs legs,
      LegListener call) {
    return new Attempts(
        legs,
        Optional.of(new Remaining(context, request, call, gateways.iterator())),
        Optional.empty());
  }

  /** A gateway has answered, in another process. */
  static Attempts answered(Gateway gateway, CalleeLeg leg, CalleeLegs legs) {
    return new Attempts(legs, Optional.empty(), Optional.of(new Attempt(gateway, leg)));
  }

  /** Sends an INVITE to the next gateway; false where none is left. */
  boolean tryNext() {
    if (remaining.isEmpty() || !remaining.get().gateways.hasNext()) {
      return false;
    }
    Remaining left = remaining.get();
    Gateway gateway = left.gateways.next();
    CalleeLeg leg =
        legs.invite(
            new Invitation(
                gateway,
                left.context.to(),
                left.context.caller(),
                left.request.maxForwards() - 1,
                left.request.offer()),
            left.call);
    current = Optional.of(new Attempt(gateway, leg));
    return true;
  }

  /** The gateway has answered: no other will be tried. */
  void settle() {
    remaining = Optional.empty();
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
