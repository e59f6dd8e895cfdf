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
 * Says where a call may go: the gateways of the carriers that take its number, by priority, weight
 * and the order of the configuration. Immutable.
 */
public final class RouteSelector {
  private final RouteTable table;
  private final List<Gateway> gateways;
  private final Set<InetAddress> addresses = new HashSet<>();
  private final Map<InetSocketAddress, String> tlsNames = new HashMap<>();

  /** Routes over these carriers. */
  public RouteSelector(List<Carrier> carriers) {
    this.table = RouteTable.of(carriers);
    this.gateways = carriers.stream().flatMap(carrier -> carrier.gateways().stream()).toList();
    for (Gateway gateway : gateways) {
      if (gateway.uri().isUnresolved()) {
        continue; // the book of names knows where it is
      }
      addresses.add(gateway.address().getAddress());
      gateway.uri().tlsName().ifPresent(name -> tlsNames.put(gateway.address(), name));
    }
  }

  /**
   * The gateways for a number, in the order in which to try them; empty where there is none. It
   * allocates only where a lot is drawn.
   *
   * @param lot any number, another one for each call: it decides between gateways of one priority
   */
  public List<Gateway> gatewaysFor(E164 number, long lot) {
    return table.find(number).inOrder(lot);
  }

  /** All gateways, in the order of the configuration. */
  public List<Gateway> gateways() {
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
