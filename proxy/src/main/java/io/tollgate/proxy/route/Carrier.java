package io.tollgate.proxy.route;

import java.util.List;

/**
 * A company that takes our calls.
 *
 * @param id its name in configuration, records and metrics
 * @param gateways in the order in which they are tried, at least one
 */
public record Carrier(String id, List<Gateway> gateways) {
  public Carrier {
    gateways = List.copyOf(gateways);
  }
}
