package io.tollgate.proxy.call;

import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.route.CostTable;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayStates;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.Seizure;
import java.util.List;
import java.util.Optional;

/** How a call that has been set up leaves. Static, without state. */
final class Departure {
  private Departure() {}

  /**
   * Starts a call towards the carriers, by the first gateway that has room.
   *
   * @param hunt knows the gateways
   * @param permit the call's from now on, if it starts
   * @return why it cannot start: then no gateway's place is held, and the permit is as it was
   */
  static Optional<Refusal> towardsCarriers(
      Hunt hunt,
      CallContext context,
      CallEnvironment environment,
      CallerLeg caller,
      Permit permit,
      CallRequest request) {
    Optional<Seizure> first = hunt.seize(request.receivedNanos());
    if (first.isEmpty()) {
      return Optional.of(Refusal.noRoute(context.to().e164(), hunt.lastPassedOver()));
    }
    Seizure place = first.get();
    try {
      Call.start(context, environment, caller, permit, request, hunt, place);
    } catch (RuntimeException | Error e) {
      place.release(request.receivedNanos());
      throw e;
    }
    return Optional.empty();
  }

  /**
   * Starts a call towards a trunk of ours, over its contacts: they have no caps, no costs, and
   * nobody who watches them.
   *
   * @param contacts in the order in which to try them, at least one
   * @param permit released when the call ends
   */
  static Call towardsTrunk(
      List<Gateway> contacts,
      CallContext context,
      CallEnvironment environment,
      CallerLeg caller,
      Permit permit,
      CallRequest request) {
    Hunt hunt =
        Hunt.over(
            contacts,
            context.to().e164(),
            context.caller().number(),
            CostTable.NONE,
            GatewayStates.ALWAYS_USABLE);
    return Call.start(
        context,
        environment,
        caller,
        permit,
        request,
        hunt,
        hunt.seize(environment.clock().nanos()).orElseThrow());
  }
}
