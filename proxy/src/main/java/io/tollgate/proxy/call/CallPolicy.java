package io.tollgate.proxy.call;

import io.tollgate.proxy.route.InboundRoutes;
import io.tollgate.proxy.route.RouteSelector;
import java.util.Objects;

/**
 * What new calls are set up by, besides who may call. Immutable: a changed configuration is another
 * one, and a call keeps the values of the one that it was set up by.
 *
 * @param routes where calls may go
 * @param inbound calls to our own numbers
 * @param settings how long they may take
 */
public record CallPolicy(RouteSelector routes, InboundRoutes inbound, CallSettings settings) {
  public CallPolicy {
    Objects.requireNonNull(routes);
    Objects.requireNonNull(inbound);
    Objects.requireNonNull(settings);
  }

  /** Where no number is ours. */
  public CallPolicy(RouteSelector routes, CallSettings settings) {
    this(routes, InboundRoutes.NONE, settings);
  }
}
