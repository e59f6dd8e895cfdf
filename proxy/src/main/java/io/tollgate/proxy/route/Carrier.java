package io.tollgate.proxy.route;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A company that takes our calls.
 *
 * @param id its name in configuration, records and metrics
 * @param gateways in the order in which they are tried, at least one
 * @param destinations what it takes
 * @param deck the id of the deck that it charges us by; empty where nobody told us
 * @param inbound how it sends us calls; empty where it does not
 */
public record Carrier(
    String id,
    List<Gateway> gateways,
    Destinations destinations,
    Optional<String> deck,
    Optional<InboundTerms> inbound) {
  public Carrier {
    gateways = List.copyOf(gateways);
    Objects.requireNonNull(destinations);
    Objects.requireNonNull(deck);
    Objects.requireNonNull(inbound);
  }

  /** A carrier that sends us no calls. */
  public Carrier(
      String id, List<Gateway> gateways, Destinations destinations, Optional<String> deck) {
    this(id, gateways, destinations, deck, Optional.empty());
  }

  /** A carrier whose prices are not known. */
  public Carrier(String id, List<Gateway> gateways, Destinations destinations) {
    this(id, gateways, destinations, Optional.empty());
  }

  /** The same that takes everything. */
  public Carrier(String id, List<Gateway> gateways) {
    this(id, gateways, Destinations.ALL);
  }
}
