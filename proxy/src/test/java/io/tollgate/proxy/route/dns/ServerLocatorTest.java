package io.tollgate.proxy.route.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.dns.DnsQueries.Naptr;
import io.tollgate.proxy.route.dns.DnsQueries.Srv;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 3263 §4, case by case. */
class ServerLocatorTest {
  private final Zone zone = new Zone();
  private final EnumSet<Transport> spoken = EnumSet.allOf(Transport.class);

  private Location locate(int port, Optional<Transport> transport, boolean sips) {
    return new ServerLocator(
            zone, spoken::contains, (carrier, address) -> address instanceof Inet4Address)
        .locate(new ServerName("c.test", port, transport, sips))
        .toCompletableFuture()
        .join();
  }

  private Location locate() {
    return locate(0, Optional.empty(), false);
  }

  private static List<String> words(Location location) {
    return location.targets().stream()
        .map(
            target ->
                "%s %s:%d %d/%d"
                    .formatted(
                        target.transport().label(),
                        target.address().getAddress().getHostAddress(),
                        target.address().getPort(),
                        target.rank(),
                        target.weight()))
        .toList();
  }

  @Test
  void naptrSaysTheTransportsAndTheirOrder() {
    zone.naptr(
            "c.test",
            600,
            new Naptr(50, 60, "s", "SIP+D2U", "_sip._udp.c.test"),
            new Naptr(50, 50, "S", "SIPS+D2T", "_sips._tcp.other.test"),
            new Naptr(10, 1, "u", "E2U+sip", ""))
        .srv("_sips._tcp.other.test", 300, new Srv(1, 5, 5071, "a.test"))
        .srv("_sip._udp.c.test", 60, new Srv(1, 7, 5060, "b.test"), new Srv(0, 0, 5062, "a.test"))
        .at("a.test", 3600, "192.0.2.1")
        .at("b.test", 3600, "192.0.2.2", "2001:db8::2", "192.0.2.3");
    Location found = locate();
    assertThat(words(found))
        .containsExactly(
            "tls 192.0.2.1:5071 1/5",
            "udp 192.0.2.2:5060 65537/7",
            "udp 192.0.2.3:5060 65537/7",
            "udp 192.0.2.1:5062 65536/0");
    assertThat(found.life()).as("the shortest of all").isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void whatTheEdgeDoesNotSpeakIsPassedOver() {
    spoken.remove(Transport.TLS);
    zone.naptr(
            "c.test",
            600,
            new Naptr(1, 1, "s", "SIPS+D2T", "_sips._tcp.c.test"),
            new Naptr(2, 1, "s", "SIP+D2T", "_sip._tcp.c.test"))
        .srv("_sip._tcp.c.test", 60, new Srv(1, 0, 5060, "a.test"))
        .at("a.test", 60, "192.0.2.1");
    assertThat(words(locate())).containsExactly("tcp 192.0.2.1:5060 1/0");
    assertThat(zone.asked).doesNotContain("srv _sips._tcp.c.test");
  }

  @Test
  void withoutNaptrSrvSaysIt() {
    zone.srv("_sip._tcp.c.test", 60, new Srv(1, 0, 5080, "a.test")).at("a.test", 60, "192.0.2.1");
    assertThat(words(locate())).containsExactly("tcp 192.0.2.1:5080 65537/0");
    assertThat(zone.asked)
        .containsExactly(
            "naptr c.test",
            "srv _sip._udp.c.test",
            "srv _sip._tcp.c.test",
            "address a.test",
            "srv _sips._tcp.c.test");
  }

  @Test
  void withoutEitherItIsUdpAtItsDefaultPort() {
    zone.at("c.test", 60, "192.0.2.1");
    assertThat(words(locate())).containsExactly("udp 192.0.2.1:5060 0/0");
  }

  @Test
  void aPortLeavesNothingToAsk() {
    zone.at("c.test", 60, "192.0.2.1");
    assertThat(words(locate(5090, Optional.empty(), false)))
        .containsExactly("udp 192.0.2.1:5090 0/0");
    assertThat(words(locate(5090, Optional.of(Transport.TCP), false)))
        .containsExactly("tcp 192.0.2.1:5090 0/0");
    assertThat(zone.asked).containsOnly("address c.test");
  }

  @Test
  void aTransportLeavesSrvToAsk() {
    zone.naptr("c.test", 60, new Naptr(1, 1, "s", "SIP+D2U", "_sip._udp.c.test"))
        .srv("_sips._tcp.c.test", 60, new Srv(1, 0, 5081, "a.test"))
        .at("a.test", 60, "192.0.2.1");
    assertThat(words(locate(0, Optional.of(Transport.TLS), false)))
        .containsExactly("tls 192.0.2.1:5081 1/0");
    assertThat(zone.asked).doesNotContain("naptr c.test");
  }

  @Test
  void sipsIsNeverSpokenInClear() {
    zone.naptr("c.test", 60, new Naptr(1, 1, "s", "SIP+D2U", "_sip._udp.c.test"))
        .srv("_sip._udp.c.test", 60, new Srv(1, 0, 5060, "a.test"))
        .at("a.test", 60, "192.0.2.1")
        .at("c.test", 60, "192.0.2.2");
    assertThat(words(locate(0, Optional.empty(), true))).containsExactly("tls 192.0.2.2:5061 0/0");
  }

  @Test
  void aServiceThatIsDecidedlyNotThereIsNotReplacedByGuesses() {
    zone.srv("_sip._udp.c.test", 60, new Srv(0, 0, 0, ".")).at("c.test", 60, "192.0.2.2");
    spoken.retainAll(EnumSet.of(Transport.UDP));
    assertThat(locate().targets()).isEmpty();
    assertThat(locate().problem()).isEqualTo("its SRV record says that there is none");
  }

  @Test
  void thatThereIsNoServiceHoldsForAsLongAsDnsSays() {
    zone.at("c.test", 86_400, "192.0.2.1");
    assertThat(locate().life()).as("then SRV records may have come").isEqualTo(Zone.NEGATIVE);
    assertThat(locate(0, Optional.of(Transport.UDP), false).life()).isEqualTo(Zone.NEGATIVE);
    assertThat(locate(5060, Optional.empty(), false).life()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void aServerThatCannotBeAskedAboutLeavesTheOthers() {
    zone.srv("_sip._udp.c.test", 60, new Srv(1, 0, 5060, "a.test"), new Srv(2, 0, 5060, "b.test"))
        .at("a.test", 60, "192.0.2.1")
        .at("b.test", 60, "192.0.2.2");
    zone.unanswered.add("address a.test");
    assertThat(words(locate())).containsExactly("udp 192.0.2.2:5060 2/0");
    assertThat(locate().problem()).isEqualTo("DNS gives no answer about some of its servers");
    assertThat(locate().life()).as("asked again soon").isEqualTo(Duration.ofSeconds(10));
    zone.unanswered.add("address b.test");
    assertThatThrownBy(this::locate).hasMessageContaining("nobody answers address a.test");
  }

  @Test
  void aServiceThatCannotBeAskedAboutIsNotReplacedByAnother() {
    zone.srv("_sip._tcp.c.test", 60, new Srv(1, 0, 5060, "a.test")).at("a.test", 60, "192.0.2.1");
    zone.unanswered.add("srv _sip._udp.c.test");
    assertThatThrownBy(this::locate).hasMessageContaining("nobody answers srv _sip._udp.c.test");
  }

  @Test
  void whyThereIsNothingIsSaid() {
    assertThat(locate().problem()).isEqualTo("c.test has no address");
    zone.at("c.test", 60, "2001:db8::1");
    assertThat(locate().problem()).isEqualTo("c.test has no address that is spoken to over udp");
  }
}
