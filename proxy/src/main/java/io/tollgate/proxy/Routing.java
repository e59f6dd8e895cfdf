package io.tollgate.proxy;

import io.tollgate.proxy.route.GatewayBook;
import io.tollgate.proxy.route.dns.ServerName;
import io.tollgate.proxy.route.health.HealthBook;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where calls go.
 *
 * @param names the addresses behind the names of gateways
 * @param health how gateways and other points of presence do
 * @param book what is known of gateways, whatever the configuration
 * @param gateways those that are in force
 * @param pops the points of presence
 */
record Routing(
    GatewayNames names,
    HealthBook health,
    GatewayBook book,
    GatewaysInForce gateways,
    PopsInForce pops) {

  /** Whether some list, gateway or contact of a trunk, or another point, is at this address. */
  boolean know(InetAddress address, Supplier<InForce> inForce) {
    return inForce.get().knows(address) || names.book().knows(address) || gateways.isPop(address);
  }

  /** The name that a peer's certificate has to prove; empty where it is but an address. */
  Optional<String> tlsName(InetSocketAddress address, Supplier<InForce> inForce) {
    return inForce
        .get()
        .tlsName(address)
        .or(() -> names.book().nameAt(address).map(ServerName::host));
  }
}
