package io.tollgate.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.InboundCarriers.Source;
import io.tollgate.proxy.route.dns.ServerName;
import io.tollgate.proxy.trunk.Arrival;
import io.tollgate.rating.number.DialPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which carrier a call comes from: by address, by port, and by what DNS has of a name. */
class InboundCarriersTest {
  private static final InetAddress FIXED = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress SHARED = InetAddress.ofLiteral("192.0.2.2");
  private static final InetAddress NAMED = InetAddress.ofLiteral("192.0.2.3");
  private static final InetAddress OTHER = InetAddress.ofLiteral("2001:db8::4");
  private static final ServerName NAME =
      new ServerName("sip.carrier.test", 0, Optional.empty(), false);
  private static final ServerName NOBODYS =
      new ServerName("pbx.test", 5060, Optional.empty(), false);

  private final Map<InetAddress, List<ServerName>> dns = new HashMap<>();
  private final Set<InetAddress> trunks = Set.of(SHARED);
  private final InboundCarriers carriers =
      new InboundCarriers(
          List.of(
              carrier("fixed", true, at(FIXED), at(SHARED)),
              carrier("named", true, GatewayUri.of(NAME)),
              carrier("silent", false, GatewayUri.of(NOBODYS))),
          trunks::contains,
          address -> dns.getOrDefault(address, List.of()));

  private static GatewayUri at(InetAddress address) {
    return new GatewayUri(new InetSocketAddress(address, 5060), Transport.UDP);
  }

  private static Carrier carrier(String id, boolean calls, GatewayUri... uris) {
    return new Carrier(
        id,
        List.of(uris).stream().map(uri -> new Gateway("g", id, uri)).toList(),
        Destinations.ALL,
        Optional.empty(),
        calls
            ? Optional.of(new InboundTerms(DialPlan.strict(), Optional.empty()))
            : Optional.empty());
  }

  private String from(InetAddress address, int port, Transport transport) {
    InetSocketAddress here = new InetSocketAddress("198.51.100.1", 5060);
    return carriers
        .find(new Arrival(new InetSocketAddress(address, port), transport, here, List.of()))
        .map(Source::gateway)
        .map(Gateway::carrier)
        .orElse("nobody");
  }

  private String from(InetAddress address) {
    return from(address, 34_567, Transport.TCP);
  }

  @Test
  void anAddressIsTheCarriersWhateverThePort() {
    assertThat(from(FIXED)).isEqualTo("fixed");
    assertThat(from(FIXED, 5060, Transport.UDP)).isEqualTo("fixed");
    assertThat(from(FIXED, 34_567, Transport.UDP)).isEqualTo("fixed");
    assertThat(from(NAMED)).isEqualTo("nobody");
  }

  @Test
  void whereATrunkHasItTooThePortDecides() {
    assertThat(from(SHARED, 5060, Transport.UDP)).isEqualTo("fixed");
    assertThat(from(SHARED, 5061, Transport.UDP)).isEqualTo("nobody");
    assertThat(from(SHARED, 5060, Transport.TCP)).isEqualTo("nobody");
  }

  @Test
  void aNameIsWhereDnsHasItNow() {
    assertThat(from(NAMED)).isEqualTo("nobody");
    dns.put(NAMED, List.of(NAME));
    dns.put(OTHER, List.of(NOBODYS, NAME));
    assertThat(from(NAMED)).isEqualTo("named");
    assertThat(from(NAMED, 5060, Transport.UDP)).isEqualTo("named");
    assertThat(from(OTHER)).isEqualTo("named");
    dns.remove(NAMED);
    assertThat(from(NAMED)).isEqualTo("nobody");
  }

  @Test
  void aNameOfOneWhoSendsNoCallsIsNobodys() {
    dns.put(NAMED, List.of(NOBODYS));
    assertThat(from(NAMED)).isEqualTo("nobody");
  }

  @Test
  void whatTheConfigurationSaysOfAnAddressComesBeforeDns() {
    dns.put(FIXED, List.of(NAME));
    dns.put(SHARED, List.of(NAME));
    assertThat(from(FIXED)).isEqualTo("fixed");
    assertThat(from(SHARED, 5060, Transport.UDP)).isEqualTo("fixed");
    assertThat(from(SHARED, 5061, Transport.UDP)).as("the trunk's").isEqualTo("nobody");
    assertThat(from(SHARED)).as("the trunk's").isEqualTo("nobody");
  }

  @Test
  void thoseWithNamesCanBeLookedThrough() {
    assertThat(carriers.named()).extracting(Gateway::carrier).containsExactly("named");
  }
}
