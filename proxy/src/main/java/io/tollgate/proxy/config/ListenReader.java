package io.tollgate.proxy.config;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.sip.ListenSettings;
import io.tollgate.proxy.sip.ListenSettings.Advertised;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code listen}: where SIP is spoken. */
final class ListenReader {
  private static final Set<String> LATER = Set.of("tcp", "tls", "ws", "wss");

  private ListenReader() {}

  static List<ListenSettings> read(Field listen) throws ConfigException {
    List<ListenSettings> points = new ArrayList<>();
    for (Field item : listen.someItems()) {
      Section section = item.section("transport", "bind", "advertise");
      ListenSettings point = point(section);
      boolean taken =
          point.bind().getPort() != 0
              && points.stream().anyMatch(p -> p.bind().equals(point.bind()));
      if (taken) {
        throw section
            .need("bind", "")
            .wrong("another entry listens there", "give each entry an address and port of its own");
      }
      points.add(point);
    }
    return points;
  }

  private static ListenSettings point(Section section) throws ConfigException {
    Field transport = section.need("transport", "udp");
    if (LATER.contains(transport.text())) {
      throw transport.wrong("transport " + transport.text() + " is not supported", "write udp");
    }
    transport.choice(Map.of("udp", Transport.UDP));
    Field bind = section.need("bind", "127.0.0.1:5060");
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
    return new ListenSettings(Transport.UDP, address, advertised);
  }
}
