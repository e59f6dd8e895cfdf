package io.tollgate.proxy.route;

import java.time.Duration;

/**
 * How gateways are compared.
 *
 * @param callLength of the call that costs and prices are compared by: fees and increments make one
 *     carrier dearer for short calls and another for long ones (1 s to 1 h)
 * @param qualityWindow how far back the quality of gateways is looked at (1 min to 24 h)
 */
public record RoutingSettings(Duration callLength, Duration qualityWindow) {
  /** Calls of three minutes; the last quarter of an hour. */
  public static final RoutingSettings DEFAULT =
      new RoutingSettings(Duration.ofMinutes(3), Duration.ofMinutes(15));
}
