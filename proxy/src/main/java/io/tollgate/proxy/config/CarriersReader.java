package io.tollgate.proxy.config;

import io.tollgate.proxy.demo.DemoSettings;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.sip.ListenSettings;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code carriers}: where calls go. */
final class CarriersReader {
  private static final String DEMO = "demo";

  private final Optional<DemoSettings> demo;
  private final List<ListenSettings> listen;

  CarriersReader(Optional<DemoSettings> demo, List<ListenSettings> listen) {
    this.demo = demo;
    this.listen = listen;
  }

  List<Carrier> read(Field carriers) throws ConfigException {
    List<Carrier> read = new ArrayList<>();
    for (Map.Entry<String, Field> carrier : carriers.named().entrySet()) {
      Section section = carrier.getValue().section("gateways");
      Field gateways = section.need("gateways", "[{uri: \"sip:192.0.2.9:5060\"}]");
      read.add(new Carrier(carrier.getKey(), gateways(carrier.getKey(), gateways)));
    }
    return read;
  }

  private List<Gateway> gateways(String carrier, Field field) throws ConfigException {
    List<Gateway> gateways = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Field item : field.someItems()) {
      Section section = item.section("id", "uri");
      Optional<Field> id = section.find("id");
      String name = id.isPresent() ? id.get().name() : "gw" + (gateways.size() + 1);
      if (!ids.add(name)) {
        throw id.orElse(item)
            .wrong("carrier " + carrier + " has another gateway '" + name + "'", "rename one");
      }
      Field uri = section.need("uri", "\"sip:192.0.2.9:5060\"");
      gateways.add(new Gateway(name, carrier, address(uri)));
    }
    return gateways;
  }

  private InetSocketAddress address(Field uri) throws ConfigException {
    if (uri.text().equals(DEMO)) {
      if (demo.isEmpty()) {
        throw uri.wrong(
            "there is no demonstration carrier", "add demo: {bind: 127.0.0.1:5080, ringFor: 2s}");
      }
      return demo.get().bind();
    }
    InetSocketAddress address = uri.parse(Addresses::gateway);
    if (listen.stream().anyMatch(point -> point.bind().equals(address))) {
      throw uri.wrong("this edge listens there itself", "write the carrier's address");
    }
    return address;
  }
}
