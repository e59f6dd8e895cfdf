package io.tollgate.proxy.route;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A company that takes our calls.
 *
 * @param id its name in configuration, records and metrics
 * @param gateways in the order in which they are tried, at least one
 * @param deck the id of the deck that it charges us by; empty where nobody told us
 */
public record Carrier(String id, List<Gateway> gateways, Optional<String> deck) {
  public Carrier {
    gateways = List.copyOf(gateways);
    Objects.requireNonNull(deck);
  }

  /** A carrier whose prices are not known. */
  public Carrier(String id, List<Gateway> gateways) {
    this(id, gateways, Optional.empty());
  }
}
