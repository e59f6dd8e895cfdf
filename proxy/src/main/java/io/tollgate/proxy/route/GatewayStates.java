package io.tollgate.proxy.route;

/** Has the state of every gateway. State is kept by name: a new configuration finds the old one. */
@FunctionalInterface
public interface GatewayStates {
  /** Nobody watches the gateways. */
  GatewayStates ALWAYS_USABLE = gateway -> GatewayState.ALWAYS_USABLE;

  /** The state of a gateway: the same object for the same carrier and id. For any thread. */
  GatewayState of(Gateway gateway);
}
