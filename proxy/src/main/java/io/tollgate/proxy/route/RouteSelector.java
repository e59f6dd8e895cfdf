package io.tollgate.proxy.route;

import io.tollgate.rating.number.E164;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says where a call may go. Immutable, and so is what it returns: selecting allocates nothing.
 *
 * <p>All gateways of all carriers, in the order of the configuration.
 */
public final class RouteSelector {
  private final List<Gateway> gateways;
  private final Set<InetAddress> addresses = new HashSet<>();
  private final Map<InetSocketAddress, String> tlsNames = new HashMap<>();

  /** Routes over these carriers. */
  public RouteSelector(List<Carrier> carriers) {
    this.gateways = carriers.stream().flatMap(carrier -> carrier.gateways().stream()).toList();
    for (Gateway gateway : gateways) {
      addresses.add(gateway.address().getAddress());
      gateway.uri().tlsName().ifPresent(name -> tlsNames.put(gateway.address(), name));
    }
  }

  /** The gateways for a number, in the order in which to try them; empty where there is none. */
  public List<Gateway> gatewaysFor(E164 number) {
    return gateways;
  }

  /** The host that the gateway at this address must prove to be, where it is not the address. */
  public Optional<String> tlsName(InetSocketAddress address) {
    return Optional.ofNullable(tlsNames.get(address));
  }

  /** The first gateway at this address and port. */
  public Optional<Gateway> gatewayAt(InetSocketAddress address) {
    return gateways.stream().filter(gateway -> gateway.address().equals(address)).findFirst();
  }

  /** Whether some gateway has this address. */
  public boolean knows(InetAddress address) {
    return addresses.contains(address);
  }
}
