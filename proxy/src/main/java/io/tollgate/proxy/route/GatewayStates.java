package io.tollgate.proxy.route;

import java.util.List;

/** Has the state of every gateway. State is kept by name: a new configuration finds the old one. */
@FunctionalInterface
public interface GatewayStates {
  /** Nobody watches the gateways. */
  GatewayStates ALWAYS_USABLE = gateway -> GatewayState.ALWAYS_USABLE;

  /** The state of a gateway: the same object for the same carrier and id. For any thread. */
  GatewayState of(Gateway gateway);

  /**
   * A gateway at each of its addresses, in the order in which to try them: itself, unless its URI
   * has a name. Empty where nobody knows where that is.
   *
   * @param lot any number, another one for each call
   */
  default List<Gateway> at(Gateway gateway, long lot) {
    return List.of(gateway);
  }
}
