package io.tollgate.proxy.route;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.trunk.Arrival;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which carrier a call comes from: one of those that send us calls, by the address of its gateway.
 * Where a trunk's list names that address too, only the gateway's own port over UDP is the
 * carrier's, and any other the trunk's.
 *
 * <p>Immutable; a look-up is two array accesses.
 */
public final class InboundCarriers {
  private final Map<InetSocketAddress, Source> byPort = new HashMap<>();
  private final Map<InetAddress, Source> byAddress = new HashMap<>();

  /**
   * Where a call came from.
   *
   * @param gateway the gateway; of several at one address, the first
   * @param terms what is agreed on with its carrier
   */
  public record Source(Gateway gateway, InboundTerms terms) {}

  /**
   * The gateways of these carriers.
   *
   * @param isTrunks whether some trunk's list names an address
   */
  public InboundCarriers(List<Carrier> carriers, Predicate<InetAddress> isTrunks) {
    for (Carrier carrier : carriers) {
      if (carrier.inbound().isPresent()) {
        for (Gateway gateway : carrier.gateways()) {
          if (gateway.uri().isUnresolved()) {
            throw new IllegalArgumentException("calls come from addresses, not from names");
          }
          Source source = new Source(gateway, carrier.inbound().get());
          byPort.putIfAbsent(gateway.address(), source);
          if (!isTrunks.test(gateway.address().getAddress())) {
            byAddress.putIfAbsent(gateway.address().getAddress(), source);
          }
        }
      }
    }
  }

  /** The carrier's gateway that a request came from; empty where it came from elsewhere. */
  public Optional<Source> find(Arrival arrival) {
    if (byPort.isEmpty()) {
      return Optional.empty();
    }
    Source exact = arrival.transport() == Transport.UDP ? byPort.get(arrival.source()) : null;
    return Optional.ofNullable(exact != null ? exact : byAddress.get(arrival.address()));
  }
}
