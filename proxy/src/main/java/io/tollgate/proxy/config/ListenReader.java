package io.tollgate.proxy.config;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.sip.ListenSettings;
import io.tollgate.proxy.sip.ListenSettings.Advertised;
import io.tollgate.proxy.sip.tls.TlsPointSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code listen}: where SIP is spoken. */
final class ListenReader {
  private static final Set<String> LATER = Set.of("ws", "wss");
  private static final Map<String, Transport> TRANSPORTS =
      Map.of("udp", Transport.UDP, "tcp", Transport.TCP, "tls", Transport.TLS);

  private final CertificatesReader certificates;
  private final Path selfSigned;

  /**
   * A reader.
   *
   * @param selfSigned where certificates of our own making are kept
   */
  ListenReader(CertificatesReader certificates, Path selfSigned) {
    this.certificates = certificates;
    this.selfSigned = selfSigned;
  }

  List<ListenSettings> read(Field listen) throws ConfigException {
    List<ListenSettings> points = new ArrayList<>();
    for (Field item : listen.someItems()) {
      Section section =
          item.section(
              "transport",
              "bind",
              "advertise",
              "certificate",
              "key",
              "certificates",
              "clientAuthorities",
              "clientCertificates");
      ListenSettings point = point(section);
      boolean taken =
          point.bind().getPort() != 0
              && points.stream()
                  .filter(p -> sharePorts(p.transport(), point.transport()))
                  .anyMatch(p -> p.bind().equals(point.bind()));
      if (taken) {
        throw section
            .need("bind", "")
            .wrong("another entry listens there", "give each entry an address and port of its own");
      }
      points.add(point);
    }
    return points;
  }

  /** UDP's ports are not TCP's, and TLS is on TCP. */
  private static boolean sharePorts(Transport one, Transport other) {
    return one.isStream() == other.isStream();
  }

  private ListenSettings point(Section section) throws ConfigException {
    Field transport = section.need("transport", "udp");
    if (LATER.contains(transport.text())) {
      throw transport.wrong(
          "transport " + transport.text() + " is not supported", "write udp, tcp or tls");
    }
    Transport carriedBy = transport.choice(TRANSPORTS);
    Field bind = section.need("bind", "127.0.0.1:" + carriedBy.defaultPort());
    InetSocketAddress address = bind.parse(Addresses::bind);
    Optional<Field> advertise = section.find("advertise");
    Optional<Advertised> advertised =
        advertise.isEmpty()
            ? Optional.empty()
            : Optional.of(advertise.get().parse(Addresses::advertised));
    if (address.getAddress().isAnyLocalAddress() && advertised.isEmpty()) {
      throw bind.wrong(
          "peers cannot answer to " + address.getAddress().getHostAddress(),
          "add advertise: with the address that they reach the edge at");
    }
    return new ListenSettings(
        carriedBy,
        address,
        advertised,
        carriedBy == Transport.TLS ? Optional.of(tls(section)) : noTls(section, carriedBy));
  }

  private TlsPointSettings tls(Section section) throws ConfigException {
    Optional<Path> authorities = certificates.authorities(section.find("clientAuthorities"));
    Optional<Field> clients = section.find("clientCertificates");
    if (clients.isPresent() && authorities.isEmpty()) {
      throw clients
          .get()
          .wrong("nobody's certificates are trusted", "add clientAuthorities: with a PEM file");
    }
    return new TlsPointSettings(
        certificates.shown(section),
        selfSigned,
        authorities,
        clients.isPresent() && clients.get().choice(Map.of("optional", false, "required", true)));
  }

  private static Optional<TlsPointSettings> noTls(Section section, Transport transport)
      throws ConfigException {
    for (String name :
        List.of("certificate", "key", "certificates", "clientAuthorities", "clientCertificates")) {
      Optional<Field> field = section.find(name);
      if (field.isPresent()) {
        throw field
            .get()
            .wrong("transport " + transport.label() + " has no use for it", "write transport: tls");
      }
    }
    return Optional.empty();
  }
}
