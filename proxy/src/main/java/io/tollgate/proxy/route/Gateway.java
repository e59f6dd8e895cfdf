package io.tollgate.proxy.route;

import io.tollgate.proxy.net.Transport;
import java.net.InetSocketAddress;

/**
 * One way into a carrier's network.
 *
 * @param id unique within its carrier
 * @param carrier the carrier's id
 * @param address where its SIP server is
 * @param transport how it is reached
 */
public record Gateway(String id, String carrier, InetSocketAddress address, Transport transport) {
  /** A gateway over UDP. */
  public Gateway(String id, String carrier, InetSocketAddress address) {
    this(id, carrier, address, Transport.UDP);
  }
}
