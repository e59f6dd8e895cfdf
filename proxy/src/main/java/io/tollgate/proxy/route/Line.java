package io.tollgate.proxy.route;

/**
 * A gateway with what is known of it.
 *
 * @param gateway what the configuration says
 * @param use its calls
 * @param quality how well it does
 * @param state its health
 */
record Line(Gateway gateway, GatewayUse use, GatewayQuality quality, GatewayState state) {
  /** Of gateways that have a priority, by it; then the others, in their order. */
  int rank() {
    int priority = gateway.dispatch().priority();
    return priority == Dispatch.IN_ORDER ? Integer.MAX_VALUE : priority;
  }

  /** Whether lot decides between the two rather than the order of the configuration. */
  boolean isOfOneLot(Line other) {
    return gateway.dispatch().priority() != Dispatch.IN_ORDER && rank() == other.rank();
  }
}
