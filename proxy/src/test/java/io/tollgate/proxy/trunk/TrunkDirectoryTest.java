package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrunkDirectoryTest {
  private static final InetSocketAddress POINT = new InetSocketAddress("192.0.2.100", 5060);
  private static final String MD5 = "0123456789abcdef0123456789abcdef";
  private static final Account ACME = new Account("acme", "deck");

  static Trunk list(String id, String... prefixes) {
    return Trunk.builder(id, ACME, AuthMode.LIST).at(prefixes(prefixes)).build();
  }

  static Trunk digest(String id, String user) {
    return Trunk.builder(id, ACME, AuthMode.DIGEST).user(user(user)).build();
  }

  static Trunk both(String id, String user, String... prefixes) {
    return Trunk.builder(id, ACME, AuthMode.BOTH).at(prefixes(prefixes)).user(user(user)).build();
  }

  private static List<AddressPrefix> prefixes(String... prefixes) {
    return List.copyOf(Stream.of(prefixes).map(AddressPrefix::parse).toList());
  }

  private static DigestUser user(String name) {
    return DigestUser.ofPassword(
        name, "tollgate.test", "secret of " + name, DigestSettings.DEFAULT_ALGORITHMS);
  }

  private static TrunkDirectory directory(Trunk... trunks) {
    return new TrunkDirectory(List.of(trunks));
  }

  static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  static Arrival from(String address) {
    return Arrival.udp(new InetSocketAddress(address, 5060), POINT);
  }

  private static Presented at(String address) {
    return shown(from(address), "", "+43664123456", "");
  }

  private static Presented shown(Arrival arrival, String host, String called, String fromDomain) {
    return new Presented(arrival, "INVITE", "sip:x", host, called, "x", fromDomain, "", List.of());
  }

  @Test
  void theMostSpecificEntryWins() {
    Trunk wide = list("wide", "0.0.0.0/0", "2001:db8::/32");
    Trunk office = list("office", "192.0.2.0/24", "2001:db8:1::/48");
    Trunk desk = list("desk", "192.0.2.7");
    TrunkDirectory directory = directory(desk, wide, office);
    assertThat(directory.byAddress(at("203.0.113.1"))).contains(wide);
    assertThat(directory.byAddress(at("192.0.2.8"))).contains(office);
    assertThat(directory.byAddress(at("192.0.2.7"))).contains(desk);
    assertThat(directory.byAddress(at("2001:db8:1::7"))).contains(office);
    assertThat(directory.byAddress(at("2001:db8:2::7"))).contains(wide);
    assertThat(directory.byAddress(at("2001:db9::1"))).isEmpty();
  }

  @Test
  void aUserIsReachedFromItsListsWhereItWantsThem() {
    Trunk phone = digest("phone", "phone");
    Trunk pbx = both("pbx", "pbx", "192.0.2.0/24");
    TrunkDirectory directory = directory(phone, pbx);
    assertThat(directory.byUser("phone", at("203.0.113.1"))).contains(phone);
    assertThat(directory.byUser("pbx", at("192.0.2.1"))).contains(pbx);
    assertThat(directory.byUser("pbx", at("203.0.113.1"))).isEmpty();
    assertThat(directory.byUser("Phone", at("203.0.113.1"))).isEmpty();
    assertThat(directory.byUser("", at("192.0.2.1"))).isEmpty();
  }

  @Test
  void knowsTheAddressesOfListsOnly() {
    TrunkDirectory directory =
        directory(list("a", "192.0.2.0/24"), both("b", "b", "2001:db8::/32"), digest("c", "c"));
    assertThat(directory.knows(address("192.0.2.9"))).isTrue();
    assertThat(directory.knows(address("2001:db8::9"))).isTrue();
    assertThat(directory.knows(address("203.0.113.9"))).isFalse();
  }

  @Test
  void saysWhetherSomeTrunkMayCallFromAnywhere() {
    assertThat(directory(list("a", "192.0.2.1"), both("b", "b", "192.0.2.2")).hasDigestOnly())
        .isFalse();
    assertThat(directory(digest("c", "c")).hasDigestOnly()).isTrue();
  }

  @Test
  void refusesTwoTrunksOnOneBlock() {
    Trunk first = list("first", "192.0.2.0/24");
    Trunk second = list("second", "203.0.113.1", "192.0.2.0/24");
    for (Trunk between : List.of(digest("between", "b"), both("between", "b", "192.0.2.0/24"))) {
      assertThatExceptionOfType(AmbiguousTrunksException.class)
          .isThrownBy(() -> directory(first, between, second))
          .withMessage("trunks first and second both claim 192.0.2.0/24")
          .satisfies(e -> assertThat(e.isByUser()).isFalse())
          .satisfies(e -> assertThat(e.first()).isEqualTo("first"))
          .satisfies(e -> assertThat(e.second()).isEqualTo("second"));
    }
  }

  @Test
  void usersTellTrunksApartThatShareABlock() {
    Trunk one = both("one", "one", "192.0.2.0/24");
    Trunk two = both("two", "two", "192.0.2.0/24", "192.0.2.0/24");
    Trunk plain = list("plain", "192.0.2.0/24");
    for (TrunkDirectory directory :
        List.of(
            directory(one, two, plain), directory(plain, two, one), directory(one, plain, two))) {
      assertThat(directory.byUser("one", at("192.0.2.1"))).contains(one);
      assertThat(directory.byUser("two", at("192.0.2.1"))).contains(two);
      assertThat(directory.byAddress(at("192.0.2.1"))).contains(plain);
    }
    assertThat(directory(one, two).byAddress(at("192.0.2.1"))).contains(one);
  }

  /** Two thousand tables of a hundred thousand blocks would be more than there is memory for. */
  @Test
  void trunksThatShareAListShareWhatIsMadeOfIt() {
    List<AddressPrefix> shared =
        List.copyOf(
            IntStream.range(0, 100_000)
                .mapToObj(i -> new AddressPrefix(false, 0x0A000000L + i << 32, 0, 32))
                .toList());
    List<Trunk> trunks =
        IntStream.range(0, 2_000)
            .mapToObj(
                i ->
                    Trunk.builder("t" + i, ACME, AuthMode.BOTH)
                        .at(shared)
                        .user(new DigestUser("user" + i, Map.of(DigestAlgorithm.MD5, MD5)))
                        .build())
            .toList();
    TrunkDirectory directory = new TrunkDirectory(trunks);
    assertThat(directory.byUser("user1999", at("10.1.134.159"))).contains(trunks.getLast());
    assertThat(directory.byUser("user1999", at("10.1.134.160"))).isEmpty();
    assertThat(directory.byUser("user7", at("10.0.0.0"))).contains(trunks.get(7));
    assertThat(directory.byAddress(at("10.0.0.0"))).contains(trunks.getFirst());
    assertThat(directory.knows(address("10.1.134.159"))).isTrue();
  }

  @Test
  void ofTrunksWithCredentialsOnOneBlockTheFirstIsMeantWhateverListsTheyShare() {
    List<AddressPrefix> one = prefixes("192.0.2.0/24");
    List<AddressPrefix> other = prefixes("198.51.100.1", "192.0.2.0/24");
    Trunk first = Trunk.builder("first", ACME, AuthMode.BOTH).at(other).user(user("f")).build();
    Trunk second = Trunk.builder("second", ACME, AuthMode.BOTH).at(one).user(user("s")).build();
    Trunk third =
        Trunk.builder("third", ACME, AuthMode.BOTH)
            .recognisedBy(
                Recognition.byAddresses(one)
                    .withSources(
                        List.of(
                            new Recognition.Source(one, Narrowing.NONE),
                            new Recognition.Source(other, Narrowing.NONE))))
            .user(user("t"))
            .build();
    assertThat(directory(first, second, third).byAddress(at("192.0.2.1"))).contains(first);
    assertThat(directory(second, first, third).byAddress(at("192.0.2.1"))).contains(second);
    assertThat(directory(third, first, second).byAddress(at("192.0.2.1"))).contains(third);
    assertThat(directory(second, third, first).byAddress(at("198.51.100.1"))).contains(third);
  }

  @Test
  void twoTrunksOnOneBlockAreNamedInTheirOrderWhateverListsTheyShare() {
    List<AddressPrefix> shared = prefixes("192.0.2.0/24", "198.51.100.0/24");
    Trunk first = list("first", "203.0.113.0/24", "198.51.100.0/24");
    Trunk second = Trunk.builder("second", ACME, AuthMode.LIST).at(shared).build();
    Trunk third = both("third", "u", "192.0.2.0/24");
    Trunk fourth = Trunk.builder("fourth", ACME, AuthMode.LIST).at(shared).build();
    assertThatExceptionOfType(AmbiguousTrunksException.class)
        .isThrownBy(() -> directory(first, second, third))
        .withMessage("trunks first and second both claim 198.51.100.0/24");
    assertThatExceptionOfType(AmbiguousTrunksException.class)
        .isThrownBy(() -> directory(second, first, third))
        .withMessage("trunks second and first both claim 198.51.100.0/24");
    assertThatExceptionOfType(AmbiguousTrunksException.class)
        .isThrownBy(() -> directory(second, third, fourth))
        .withMessage("trunks second and fourth both claim 192.0.2.0/24");
  }

  @Test
  void refusesTwoTrunksWithOneUser() {
    assertThatExceptionOfType(AmbiguousTrunksException.class)
        .isThrownBy(() -> directory(digest("a", "same"), both("b", "same", "192.0.2.1")))
        .withMessage("trunks a and b both claim user same")
        .satisfies(e -> assertThat(e.isByUser()).isTrue());
  }

  @Test
  void aTrunkHasWhatItsAuthenticationNeedsAndNothingElse() {
    Optional<DigestUser> user = Optional.of(user("u"));
    List<AddressPrefix> addresses = prefixes("192.0.2.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trunk.builder("t", ACME, AuthMode.LIST).build())
        .withMessage("auth: list needs addresses");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trunk.builder("t", ACME, AuthMode.LIST).at(addresses).user(user).build())
        .withMessage("auth: list has no user");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Trunk.builder("t", ACME, AuthMode.DIGEST).at(addresses).user(user).build())
        .withMessage("auth: digest has no addresses");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trunk.builder("t", ACME, AuthMode.BOTH).at(addresses).build())
        .withMessage("auth: both needs a user");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Trunk.builder("t", ACME, AuthMode.BOTH).at(addresses).user(user).cps(0).build())
        .withMessage("0 calls per second is not within 1 and 1000000");
  }
}
