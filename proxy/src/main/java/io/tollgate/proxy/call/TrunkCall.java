package io.tollgate.proxy.call;

import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.route.CostTable;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayStates;
import io.tollgate.proxy.route.Hunt;
import java.util.List;

/**
 * Starts calls to trunks of ours: over their contacts in order, which have no caps, no costs, and
 * nobody who watches them. Static, without state.
 */
final class TrunkCall {
  private TrunkCall() {}

  /**
   * Starts a call.
   *
   * @param contacts in the order in which to try them, at least one
   * @param permit released when the call ends
   */
  static Call start(
      CallContext context,
      CallEnvironment environment,
      CallerLeg caller,
      Permit permit,
      CallRequest request,
      List<Gateway> contacts) {
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
