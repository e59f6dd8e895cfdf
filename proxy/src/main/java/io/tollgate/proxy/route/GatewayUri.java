package io.tollgate.proxy.route;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.dns.Location;
import io.tollgate.proxy.route.dns.ServerName;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a gateway's SIP server is, and how it is spoken to.
 *
 * @param address its address; unresolved where the URI has a name and this is not yet one of the
 *     addresses that DNS gave for it
 * @param transport what carries the messages
 * @param sips whether it is a {@code sips:} URI: then all hops must be secure
 * @param tlsName the host that its certificate must be for (RFC 5922); its address where empty
 * @param name the name that the URI has in place of an address
 */
public record GatewayUri(
    InetSocketAddress address,
    Transport transport,
    boolean sips,
    Optional<String> tlsName,
    Optional<ServerName> name) {
  public GatewayUri {
    Objects.requireNonNull(tlsName);
    if (address.isUnresolved() && name.isEmpty()) {
      throw new IllegalArgumentException(address + " is neither an address nor looked up");
    }
  }

  /** One with an address. */
  public GatewayUri(
      InetSocketAddress address, Transport transport, boolean sips, Optional<String> tlsName) {
    this(address, transport, sips, tlsName, Optional.empty());
  }

  /** Plain {@code sip:} by this transport. */
  public GatewayUri(InetSocketAddress address, Transport transport) {
    this(address, transport, false, Optional.empty());
  }

  /** One whose addresses DNS says; certificates must be for the name (RFC 5922 §4). */
  public static GatewayUri of(ServerName name) {
    return new GatewayUri(
        InetSocketAddress.createUnresolved(name.host(), name.port()),
        name.transport().orElse(name.sips() ? Transport.TLS : Transport.UDP),
        name.sips(),
        Optional.of(name.host()),
        Optional.of(name));
  }

  /** Whether DNS has to say where it is. */
  public boolean isUnresolved() {
    return address.isUnresolved();
  }

  /** The same at one of its addresses. */
  public GatewayUri at(Location.Target target) {
    return new GatewayUri(target.address(), target.transport(), sips, tlsName, name);
  }

  /** The same with another host that its certificate must be for. */
  public GatewayUri certifiedAs(String host) {
    return new GatewayUri(address, transport, sips, Optional.of(host), name);
  }

  /** As a URI, with its address, port and transport; by its name while that is not resolved. */
  @Override
  public String toString() {
    if (isUnresolved()) {
      return name.orElseThrow().toString();
    }
    String host = address.getAddress().getHostAddress();
    return (sips ? "sips:" : "sip:")
        + (host.indexOf(':') < 0 ? host : '[' + host + ']')
        + ':'
        + address.getPort()
        + ";transport="
        + transport.label();
  }
}
