package io.tollgate.proxy.sip;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.sip.header.Messages;
import io.tollgate.proxy.sip.tls.TlsPointSettings;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * One listening point.
 *
 * @param transport what is spoken there
 * @param bind the local address and port; port 0 takes a free one
 * @param advertise what Via, Contact and SDP say instead of {@code bind}, for an edge behind a
 *     cloud's address translation
 * @param tls what it shows and asks for; present exactly where the transport is TLS
 */
public record ListenSettings(
    Transport transport,
    InetSocketAddress bind,
    Optional<Advertised> advertise,
    Optional<TlsPointSettings> tls) {

  /** A listening point without TLS. */
  public ListenSettings(
      Transport transport, InetSocketAddress bind, Optional<Advertised> advertise) {
    this(transport, bind, advertise, Optional.empty());
  }

  /** The host that peers are told, where {@code bound} is what was bound. */
  String advertisedHost(InetSocketAddress bound) {
    return advertise.map(Advertised::host).orElseGet(() -> Messages.host(bound.getAddress()));
  }

  /** The port that peers are told, where {@code bound} is what was bound. */
  int advertisedPort(InetSocketAddress bound) {
    return advertise.map(Advertised::port).filter(port -> port > 0).orElseGet(bound::getPort);
  }

  /**
   * A host and port as peers see it.
   *
   * @param host an address or a name
   * @param port 1 to 65535, or 0 for the port that was bound
   */
  public record Advertised(String host, int port) {}
}
