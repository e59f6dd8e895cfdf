package io.tollgate.proxy.trunk;

import static io.tollgate.proxy.trunk.TrunkDirectoryTest.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.trunk.Recognition.CalledPrefixes;
import io.tollgate.proxy.trunk.Recognition.Source;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trunks that share addresses, told apart by what else a request shows. */
class RecognitionTest {
  private static final Account ACME = new Account("acme", "deck");
  private static final InetSocketAddress PUBLIC = new InetSocketAddress("192.0.2.100", 5060);
  private static final InetSocketAddress PRIVATE = new InetSocketAddress("10.0.0.1", 5060);
  private static final String OFFICE = "198.51.100.7";

  /** Writes a trunk down as its configuration would. */
  private static final class Maker {
    private final String id;
    private Optional<DigestUser> user = Optional.empty();
    private List<AddressPrefix> addresses = List.of(AddressPrefix.parse("198.51.100.0/24"));
    private Narrowing ofList = Narrowing.NONE;
    private Narrowing only = Narrowing.NONE;
    private Optional<String> certificate = Optional.empty();
    private Set<String> hosts = Set.of();
    private Set<String> fromDomains = Set.of();
    private CalledPrefixes called = CalledPrefixes.ANY;

    private Maker(String id) {
      this.id = id;
    }

    Maker at(String... blocks) {
      addresses = Stream.of(blocks).map(AddressPrefix::parse).toList();
      return this;
    }

    Maker user(String name) {
      user = Optional.of(DigestUser.ofPassword(name, "r", "secret", List.of(DigestAlgorithm.MD5)));
      return this;
    }

    Maker list(Narrowing narrowing) {
      ofList = narrowing;
      return this;
    }

    Maker only(Narrowing narrowing) {
      only = narrowing;
      return this;
    }

    Maker certificate(String name) {
      certificate = Optional.of(name);
      return this;
    }

    Maker hosts(String... names) {
      hosts = Set.of(names);
      return this;
    }

    Maker fromDomains(String... names) {
      fromDomains = Set.of(names);
      return this;
    }

    Maker called(String... prefixes) {
      called = new CalledPrefixes(List.of(prefixes), false);
      return this;
    }

    Trunk make() {
      AuthMode auth =
          user.isEmpty() ? AuthMode.LIST : addresses.isEmpty() ? AuthMode.DIGEST : AuthMode.BOTH;
      List<Source> sources =
          addresses.isEmpty() ? List.of() : List.of(new Source(addresses, ofList));
      Recognition recognition =
          new Recognition(sources, only, certificate, hosts, fromDomains, called);
      return Trunk.builder(id, ACME, auth)
          .at(addresses)
          .user(user)
          .recognisedBy(recognition)
          .build();
    }
  }

  private static Maker trunk(String id) {
    return new Maker(id);
  }

  private static Narrowing port(int port) {
    return new Narrowing(OptionalInt.of(port), Optional.empty(), Optional.empty());
  }

  private static Narrowing over(Transport transport) {
    return new Narrowing(OptionalInt.empty(), Optional.of(transport), Optional.empty());
  }

  private static Narrowing in(InetSocketAddress point) {
    return new Narrowing(OptionalInt.empty(), Optional.empty(), Optional.of(point));
  }

  private static TrunkDirectory directory(Maker... trunks) {
    return new TrunkDirectory(Stream.of(trunks).map(Maker::make).toList());
  }

  /** What a request from the office shows; the least there is unless said otherwise. */
  private record Shown(Arrival arrival, String host, String called, String fromDomain) {
    static final Shown LEAST =
        new Shown(
            Arrival.udp(new InetSocketAddress(OFFICE, 5060), PUBLIC), "192.0.2.100", "+43", "pbx");

    Shown arrival(int port, Transport transport, InetSocketAddress point, String... names) {
      return new Shown(
          new Arrival(new InetSocketAddress(OFFICE, port), transport, point, List.of(names)),
          host,
          called,
          fromDomain);
    }

    Shown from(String literal) {
      return new Shown(
          Arrival.udp(new InetSocketAddress(address(literal), 5060), PUBLIC),
          host,
          called,
          fromDomain);
    }

    Shown host(String name) {
      return new Shown(arrival, name, called, fromDomain);
    }

    Shown called(String number) {
      return new Shown(arrival, host, number, fromDomain);
    }

    Shown fromDomain(String name) {
      return new Shown(arrival, host, called, name);
    }

    Presented presented() {
      return new Presented(
          arrival, "INVITE", "sip:x", host, called, "x", fromDomain, "", List.of());
    }

    String in(TrunkDirectory directory) {
      return directory.byAddress(presented()).map(Trunk::id).orElse("nobody");
    }
  }

  private static final Shown SHOWN = Shown.LEAST;

  @Test
  void theLongestCalledPrefixTellsThemApart() {
    TrunkDirectory directory =
        directory(trunk("any"), trunk("short").called("99"), trunk("long").called("991", "77"));
    assertThat(SHOWN.called("+43664").in(directory)).isEqualTo("any");
    assertThat(SHOWN.called("9900").in(directory)).isEqualTo("short");
    assertThat(SHOWN.called("99100").in(directory)).isEqualTo("long");
    assertThat(SHOWN.called("7").in(directory)).isEqualTo("any");
    assertThat(SHOWN.called("77").in(directory)).isEqualTo("long");
  }

  @Test
  void theFromDomainTellsThemApart() {
    TrunkDirectory directory =
        directory(trunk("a").fromDomains("a.test", "A.example"), trunk("b").fromDomains("b.test"));
    assertThat(SHOWN.fromDomain("A.Test").in(directory)).isEqualTo("a");
    assertThat(SHOWN.fromDomain("a.example").in(directory)).isEqualTo("a");
    assertThat(SHOWN.fromDomain("b.test").in(directory)).isEqualTo("b");
    assertThat(SHOWN.in(directory)).isEqualTo("nobody");
  }

  @Test
  void portTransportAndListeningPointNarrowAListOrTheTrunk() {
    TrunkDirectory directory =
        directory(
            trunk("any"),
            trunk("port").list(port(5070)).only(over(Transport.UDP)),
            trunk("tcp").only(over(Transport.TCP)),
            trunk("inside").list(in(PRIVATE)).only(over(Transport.TLS)));
    assertThat(SHOWN.in(directory)).isEqualTo("any");
    assertThat(SHOWN.arrival(5070, Transport.UDP, PUBLIC).in(directory)).isEqualTo("port");
    assertThat(SHOWN.arrival(5070, Transport.TCP, PUBLIC).in(directory)).isEqualTo("tcp");
    assertThat(SHOWN.arrival(5070, Transport.TLS, PUBLIC).in(directory)).isEqualTo("any");
    assertThat(SHOWN.arrival(5070, Transport.TLS, PRIVATE).in(directory)).isEqualTo("inside");
  }

  @Test
  void aBlockThatWantsWhatIsNotShownLeavesTheRequestToTheNextWiderOne() {
    TrunkDirectory directory = directory(trunk("wide"), trunk("desk").at(OFFICE).only(port(5070)));
    assertThat(SHOWN.in(directory)).isEqualTo("wide");
    assertThat(SHOWN.arrival(5070, Transport.UDP, PUBLIC).in(directory)).isEqualTo("desk");
  }

  @Test
  void aCertificateIsWantedWhateverElseIsRight() {
    TrunkDirectory directory =
        directory(
            trunk("listed").certificate("PBX.test"),
            trunk("phone").at().user("bob").certificate("phone.test"));
    assertThat(SHOWN.in(directory)).isEqualTo("nobody");
    Shown shown = SHOWN.arrival(5061, Transport.TLS, PUBLIC, "other.test", "pbx.test");
    assertThat(shown.in(directory)).isEqualTo("listed");
    assertThat(directory.byUser("bob", shown.presented())).isEmpty();
    assertThat(
            directory.byUser(
                "bob", SHOWN.arrival(5061, Transport.TLS, PUBLIC, "phone.test").presented()))
        .isPresent();
  }

  @Test
  void whatIsSentToATrunksOwnHostIsThatTrunksOrNobodys() {
    TrunkDirectory directory =
        directory(
            trunk("plain"),
            trunk("a").hosts("a.edge.test", "aa.edge.test"),
            trunk("b").hosts("b.edge.test").at("203.0.113.0/24"),
            trunk("c").hosts("c.edge.test").at().user("carl"));
    assertThat(SHOWN.in(directory)).isEqualTo("plain");
    assertThat(SHOWN.host("other.test").in(directory)).isEqualTo("plain");
    assertThat(SHOWN.host("A.edge.test").in(directory)).isEqualTo("a");
    assertThat(SHOWN.host("aa.edge.test").in(directory)).isEqualTo("a");
    assertThat(SHOWN.host("b.edge.test").in(directory)).isEqualTo("nobody");
    assertThat(SHOWN.host("c.edge.test").in(directory)).isEqualTo("nobody");
    assertThat(SHOWN.host("b.edge.test").from("203.0.113.1").in(directory)).isEqualTo("b");
    assertThat(SHOWN.from("203.0.113.1").in(directory)).isEqualTo("nobody");
    assertThat(directory.knows(address("203.0.113.1"))).isTrue();
    assertThat(directory.knows(address("203.0.114.1"))).isFalse();
  }

  @Test
  void aUserWithListsIsHeldToTheirNarrowing() {
    TrunkDirectory directory = directory(trunk("both").user("bob").list(port(5070)));
    assertThat(directory.byUser("bob", SHOWN.presented())).isEmpty();
    assertThat(directory.byUser("bob", SHOWN.arrival(5070, Transport.UDP, PUBLIC).presented()))
        .isPresent();
  }

  @Test
  void refusesWhatARequestCouldNotTellApart() {
    assertRefused(
        "trunks a and b both claim 198.51.100.0/24 with called prefix 99",
        trunk("a").called("88", "99"),
        trunk("b").called("99"));
    assertRefused(
        "trunks a and b both claim 198.51.100.0/24 with From domain x.test",
        trunk("a").fromDomains("x.test"),
        trunk("b").fromDomains("X.test"));
    assertRefused(
        "trunks a and b could both be meant at 198.51.100.0/24: one claims it with port 5070,"
            + " the other with called prefix 99",
        trunk("a").only(port(5070)),
        trunk("b").called("99"));
    assertRefused(
        "trunks a and b could both be meant at 198.51.100.0/24: one claims it with"
            + " port 5070, called prefix 99, the other with called prefix 991",
        trunk("a").list(port(5070)).called("99"),
        trunk("b").called("991"));
    assertRefused(
        "trunks a and b both claim 198.51.100.0/24",
        trunk("a").hosts("a.test", "common.test"),
        trunk("b").hosts("b.test", "common.test"));
  }

  private static void assertRefused(String message, Maker... trunks) {
    assertThatExceptionOfType(AmbiguousTrunksException.class)
        .isThrownBy(() -> directory(trunks))
        .withMessage(message)
        .satisfies(e -> assertThat(e.first()).isEqualTo("a"))
        .satisfies(e -> assertThat(e.second()).isEqualTo("b"));
  }

  @Test
  void butNotWhatItCould() {
    assertThat(
            directory(
                trunk("a").only(port(5070)).called("99"),
                trunk("b").only(port(5071)).called("99"),
                trunk("c").hosts("c.test").only(port(5070)).called("99"),
                trunk("d").user("d").only(port(5070)).called(),
                trunk("e").called("98"),
                trunk("f")))
        .isNotNull();
  }

  @Test
  void aNarrowingThatContradictsItselfIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> directory(trunk("a").list(port(5070)).only(port(5071))))
        .withMessage("nothing can be port 5071 and port 5070; correct one");
  }

  @Test
  void aUserIsToldApartByNothingElse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trunk("a").user("bob").called("99").make())
        .withMessage("auth: both is told apart by its user");
  }

  @ParameterizedTest
  @CsvSource({"9914366, 4366", "994366, 4366", "4366, 4366", "99, ''"})
  void thePrefixIsTakenOffWhereThatIsWanted(String called, String dialled) {
    CalledPrefixes prefixes = new CalledPrefixes(List.of("99", "991"), true);
    assertThat(prefixes.dialled(called)).isEqualTo(dialled);
    assertThat(new CalledPrefixes(List.of("99"), false).dialled(called)).isEqualTo(called);
  }
}
