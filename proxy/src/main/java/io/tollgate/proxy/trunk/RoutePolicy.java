package io.tollgate.proxy.trunk;

import java.util.Objects;

/**
 * What a trunk wants of routes.
 *
 * @param order in which gateways are tried
 * @param mayLose whether its calls may go through carriers that charge more than it pays
 */
public record RoutePolicy(RouteOrder order, boolean mayLose) {
  /** By priority, and never at a loss. */
  public static final RoutePolicy DEFAULT = new RoutePolicy(RouteOrder.PRIORITY, false);

  public RoutePolicy {
    Objects.requireNonNull(order);
  }
}
