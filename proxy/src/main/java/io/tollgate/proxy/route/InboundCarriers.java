package io.tollgate.proxy.route;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.dns.ServerName;
import io.tollgate.proxy.trunk.Arrival;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which carrier a call comes from: one of those that send us calls, by the address of its gateway.
 * Where a trunk's list names that address too, only the gateway's own port over UDP is the
 * carrier's, and any other the trunk's.
 *
 * <p>A gateway that has a name may call from every address that DNS has for it at that moment. What
 * the configuration says of an address comes before what DNS says of it: whoever can make DNS lie
 * can call as this carrier, but takes no calls away from a trunk, or from a carrier with addresses.
 *
 * <p>Immutable; a look-up is two array accesses, and one more where gateways have names.
 */
public final class InboundCarriers {
  private final Map<InetSocketAddress, Source> byPort = new HashMap<>();
  private final Map<InetAddress, Source> byAddress = new HashMap<>();
  private final Map<ServerName, Source> byName = new HashMap<>();
  private final Predicate<InetAddress> isTrunks;
  private final Function<InetAddress, List<ServerName>> namesAt;

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
   * @param namesAt the names of the servers at an address, as DNS has them now; never waits for it
   */
  public InboundCarriers(
      List<Carrier> carriers,
      Predicate<InetAddress> isTrunks,
      Function<InetAddress, List<ServerName>> namesAt) {
    this.isTrunks = isTrunks;
    this.namesAt = namesAt;
    for (Carrier carrier : carriers) {
      if (carrier.inbound().isPresent()) {
        for (Gateway gateway : carrier.gateways()) {
          add(new Source(gateway, carrier.inbound().get()));
        }
      }
    }
  }

  private void add(Source source) {
    GatewayUri uri = source.gateway.uri();
    if (uri.isUnresolved()) {
      byName.putIfAbsent(uri.name().orElseThrow(), source);
      return;
    }
    byPort.putIfAbsent(uri.address(), source);
    if (!isTrunks.test(uri.address().getAddress())) {
      byAddress.putIfAbsent(uri.address().getAddress(), source);
    }
  }

  /** The carrier's gateway that a request came from; empty where it came from elsewhere. */
  public Optional<Source> find(Arrival arrival) {
    if (byPort.isEmpty() && byName.isEmpty()) {
      return Optional.empty();
    }
    Source exact = arrival.transport() == Transport.UDP ? byPort.get(arrival.source()) : null;
    Source found = exact != null ? exact : byAddress.get(arrival.address());
    return found != null || byName.isEmpty()
        ? Optional.ofNullable(found)
        : named(arrival.address());
  }

  private Optional<Source> named(InetAddress address) {
    for (ServerName name : namesAt.apply(address)) {
      Source source = byName.get(name);
      if (source != null && !isTrunks.test(address)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }

  /** The gateways that are known by name. */
  public List<Gateway> named() {
    return byName.values().stream().map(Source::gateway).toList();
  }
}
