package io.tollgate.proxy.route;

import io.tollgate.proxy.net.Transport;
import java.net.InetSocketAddress;

/**
 * One way into a carrier's network.
 *
 * @param id unique within its carrier
 * @param carrier the carrier's id
 * @param uri where its SIP server is
 */
public record Gateway(String id, String carrier, GatewayUri uri) {
  /** A gateway over UDP. */
  public Gateway(String id, String carrier, InetSocketAddress address) {
    this(id, carrier, new GatewayUri(address, Transport.UDP));
  }

  /** The address of its SIP server. */
  public InetSocketAddress address() {
    return uri.address();
  }
}
