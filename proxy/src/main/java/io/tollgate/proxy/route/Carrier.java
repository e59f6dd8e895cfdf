package io.tollgate.proxy.route;

import java.util.List;

/**
 * A company that takes our calls.
 *
 * @param id its name in configuration, records and metrics
 * @param gateways in the order in which they are tried, at least one
 * @param destinations what it takes
 */
public record Carrier(String id, List<Gateway> gateways, Destinations destinations) {
  public Carrier {
    gateways = List.copyOf(gateways);
  }

  /** A carrier that takes everything. */
  public Carrier(String id, List<Gateway> gateways) {
    this(id, gateways, Destinations.ALL);
  }
}
