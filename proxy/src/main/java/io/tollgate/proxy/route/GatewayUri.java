package io.tollgate.proxy.route;

import io.tollgate.proxy.net.Transport;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a gateway's SIP server is, and how it is spoken to.
 *
 * @param address its address
 * @param transport what carries the messages
 * @param sips whether it is a {@code sips:} URI: then all hops must be secure
 * @param tlsName the host that its certificate must be for (RFC 5922); its address where empty
 */
public record GatewayUri(
    InetSocketAddress address, Transport transport, boolean sips, Optional<String> tlsName) {
  /** Plain {@code sip:} by this transport. */
  public GatewayUri(InetSocketAddress address, Transport transport) {
    this(address, transport, false, Optional.empty());
  }

  /** As a URI, with port and transport. */
  @Override
  public String toString() {
    String host = address.getAddress().getHostAddress();
    return (sips ? "sips:" : "sip:")
        + (host.indexOf(':') < 0 ? host : '[' + host + ']')
        + ':'
        + address.getPort()
        + ";transport="
        + transport.label();
  }
}
