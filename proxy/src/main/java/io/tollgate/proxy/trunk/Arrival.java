package io.tollgate.proxy.trunk;

import io.tollgate.proxy.net.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * How a request reached the edge: the socket's word, not a header's.
 *
 * @param source the address and port that it came from
 * @param transport what carried it
 * @param listeningPoint the address and port of ours that it came in on, as they are bound
 * @param certificateNames the names in the client's certificate (subjectAltName) where it has shown
 *     one that was verified, in lower case; else none
 */
public record Arrival(
    InetSocketAddress source,
    Transport transport,
    InetSocketAddress listeningPoint,
    List<String> certificateNames) {

  public Arrival {
    certificateNames = // none but over TLS: the usual case costs nothing
        certificateNames.isEmpty()
            ? List.of()
            : certificateNames.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** A datagram. */
  public static Arrival udp(InetSocketAddress source, InetSocketAddress listeningPoint) {
    return new Arrival(source, Transport.UDP, listeningPoint, List.of());
  }

  /** The address that it came from. */
  public InetAddress address() {
    return source.getAddress();
  }
}
