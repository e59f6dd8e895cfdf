package io.tollgate.proxy.sip;

import io.tollgate.proxy.net.Transport;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * One listening point.
 *
 * @param transport what is spoken there
 * @param bind the local address and port; port 0 takes a free one
 * @param advertise what Via, Contact and SDP say instead of {@code bind}, for an edge behind a
 *     cloud's address translation
 */
public record ListenSettings(
    Transport transport, InetSocketAddress bind, Optional<Advertised> advertise) {

  /**
   * A host and port as peers see it.
   *
   * @param host an address or a name
   * @param port 1 to 65535, or 0 for the port that was bound
   */
  public record Advertised(String host, int port) {}
}
