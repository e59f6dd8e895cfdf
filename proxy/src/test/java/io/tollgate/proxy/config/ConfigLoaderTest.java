package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.LoadSettings;
import io.tollgate.proxy.call.CallSettings;
import io.tollgate.proxy.deck.LoadedDeck;
import io.tollgate.proxy.demo.DemoSettings;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.sip.ListenSettings;
import io.tollgate.proxy.sip.ListenSettings.Advertised;
import io.tollgate.proxy.sip.SessionTimerSettings;
import io.tollgate.proxy.sip.SipSettings;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.DigestLogin;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.Narrowing;
import io.tollgate.proxy.trunk.OtherMethods;
import io.tollgate.proxy.trunk.Recognition;
import io.tollgate.proxy.trunk.RegistrationSettings;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.deck.RateDeck.UnknownOrigin;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberSet;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  @TempDir private Path folder;
  private ConfigFolder files;

  @BeforeEach
  void writeGoodFiles() {
    files = new ConfigFolder(folder);
  }

  @Test
  void readsEverySection() throws ConfigException {
    TollgateConfig config = files.check();
    assertThat(config.node())
        .isEqualTo(new NodeSettings("edge1", "fra", folder.resolve("data"), true));
    assertThat(config.sip())
        .isEqualTo(
            new SipSettings(
                List.of(
                    new ListenSettings(Transport.UDP, at("127.0.0.1", 5060), Optional.empty()),
                    new ListenSettings(
                        Transport.UDP,
                        at("::1", 5060),
                        Optional.of(new Advertised("sip.example.com", 5070)))),
                2,
                "tollgate.test",
                new SessionTimerSettings(true, Duration.ofMinutes(20), Duration.ofMinutes(2))));
    assertThat(config.http().bind()).isEqualTo(at("127.0.0.1", 8080));
    assertThat(config.digest())
        .isEqualTo(
            new DigestSettings(
                "tollgate.test",
                List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
                Duration.ofSeconds(30)));
    assertThat(config.calls())
        .isEqualTo(new CallSettings(Duration.ofSeconds(90), Duration.ofHours(2)));
    assertThat(config.store().file()).isEqualTo(folder.resolve("state/records.db"));
    assertThat(config.demo())
        .contains(new DemoSettings(at("127.0.0.1", 5080), Duration.ofMillis(500)));
    assertThat(config.carriers())
        .containsExactly(
            new Carrier(
                "c1",
                List.of(
                    new Gateway("fra1", "c1", at("192.0.2.9", 5062)),
                    new Gateway("gw2", "c1", at("127.0.0.1", 5080)))));
  }

  @Test
  void readsWhatACarrierChargesBy() throws ConfigException {
    assertThat(files.check().carriers()).extracting(Carrier::deck).containsOnly(Optional.empty());
    files.with("  c1:\n", "  c1:\n    deck: demo\n");
    assertThat(files.check().carriers())
        .extracting(Carrier::deck)
        .containsOnly(Optional.of("demo"));
  }

  @Test
  void readsDecks() throws ConfigException {
    assertThat(files.check().decks())
        .extracting(LoadedDeck::deck)
        .singleElement()
        .satisfies(
            deck -> {
              assertThat(deck.id()).isEqualTo("demo");
              assertThat(deck.currency()).isEqualTo("USD");
              assertThat(deck.size()).isEqualTo(2);
              assertThat(deck.rounding()).isEqualTo(Rounding.halfUp(2));
              assertThat(deck.unknownOrigin()).isEqualTo(UnknownOrigin.DEFAULT);
              assertThat(deck.price(0).terms().increments()).isEqualTo(new Increments(30, 6));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0664 1234567,  Number[e164=+436641234567]",
    "0, 90664 1234567, Number[e164=+436641234567]",
    "0, 204,           Number[e164=+4315550204]",
    "0, 01 51234;ext=5, Number[e164=+431512345]",
    "0, 112,           'Code[dialled=112, e164=+43112, emergency=true]'",
    "0, 118811,        Barred[reason=the short code 118811 is barred]",
    "0, +1212,         Unreadable",
    "0, +12125550,     Unreadable[reason=no possible number",
    "1, 00436641234567, Number[e164=+436641234567]",
    "1, 01112125550100, Number[e164=+12125550100]",
    "1, 0664 1234567,  Unreadable",
    "2, 00436641234567, Unreadable",
  })
  void readsDialPlans(int trunk, String dialled, String meaning) throws ConfigException {
    assertThat(files.check().trunks().trunks().get(trunk).dialPlan().read(dialled).toString())
        .startsWith(meaning);
  }

  @Test
  void readsWhoMayCall() throws ConfigException {
    TollgateConfig config = files.check();
    Account acme = new Account("acme", "demo", 5, LimitsReader.UNSAID_OF_ACCOUNT);
    assertThat(config.accounts()).containsExactly(acme);
    assertThat(config.lists()).containsOnlyKeys("office", "home", "branch");
    List<Trunk> trunks = config.trunks().trunks();
    assertThat(trunks).extracting(Trunk::id).containsExactly("hq", "phone", "pbx");
    assertThat(trunks)
        .extracting(Trunk::auth)
        .containsExactly(AuthMode.LIST, AuthMode.DIGEST, AuthMode.BOTH);
    assertThat(trunks).extracting(Trunk::cps).containsExactly(3, 1, 1);
    assertThat(trunks).extracting(Trunk::announcePrice).containsExactly(false, true, true);
    assertThat(trunks).allMatch(trunk -> trunk.account().equals(acme));
    assertThat(trunks.getFirst().addresses())
        .extracting(Object::toString)
        .containsExactly("192.0.2.0/24", "2001:db8:0:0:0:0:0:0/32", "198.51.100.7/32");
  }

  @Test
  void readsLimits() throws ConfigException {
    files.with(
        "acme: {deck: demo, cps: 5}",
        "acme: {deck: demo, limits: {channels: 30, maxRate: 0.50, longestCall: 2h,"
            + " spend: {day: 50, month: 1000.5},"
            + " hours: {zone: UTC, open: [mon-fri 08:00-18:00]},"
            + " destinations: {allowed: [Austria, +49], barred: [49180], highCost: [satellite]}}}");
    CallLimits limits = files.check().accounts().getFirst().limits();
    assertThat(limits.channels()).hasValue(30);
    assertThat(limits.rateCeiling()).contains(Money.parse("0.50"));
    assertThat(limits.longestCall()).contains(Duration.ofHours(2));
    assertThat(limits.spending())
        .isEqualTo(
            new CallLimits.Spending(
                Optional.of(Money.parse("50")), Optional.of(Money.parse("1000.5"))));
    assertThat(limits.hours().orElseThrow().isOpen(Instant.parse("2026-03-02T08:00:00Z"))).isTrue();
    assertThat(limits.hours().orElseThrow().isOpen(Instant.parse("2026-03-02T07:59:59Z")))
        .isFalse();
    assertThat(barring(limits, "+436641234567")).isEmpty();
    assertThat(barring(limits, "+4918012345")).isEqualTo("prefix 49180 is barred");
    assertThat(barring(limits, "+43900123456")).contains("premium");
    assertThat(barring(limits, "+12125550100")).contains("not among the allowed");
    assertThat(files.check().trunks().trunks().getFirst().limits()).isEqualTo(CallLimits.NONE);
  }

  @Test
  void readsCredit() throws ConfigException {
    assertThat(files.check().accounts().getFirst().credit()).isEmpty();
    files.with("acme: {deck: demo, cps: 5}", "acme: {deck: demo, credit: {kind: prepaid}}");
    assertThat(files.check().accounts().getFirst().credit()).contains(Credit.PREPAID);
    files.with(
        "acme: {deck: demo, cps: 5}", "acme: {deck: demo, credit: {kind: postpaid, limit: 500}}");
    assertThat(files.check().accounts().getFirst().credit())
        .contains(Credit.postpaid(Money.parse("500")));
  }

  private static String barring(CallLimits limits, String number) {
    return limits.destinations().barring(E164.of(number)).orElse("");
  }

  @Test
  void readsPriceBooks() throws ConfigException {
    assertThat(files.check().accounts().getFirst().prices()).isEmpty();
    files.with(
        "acme: {deck: demo, cps: 5}",
        """
        acme:
            deck: demo
            prices:
              increments: 30/6
              inbound: {ip: 0.003, local: 0.0085, tollfree: 0.021}
              outbound: {ip: 0.003}
              message:
                inbound: 0
                outbound: 0.0035
                networks: [{name: "United States - AT&T Mobility", rate: 0.0035}]
              phoneNumbers: {local: 0.8}\
        """);
    PriceBook book = files.check().accounts().getFirst().prices().orElseThrow();
    assertThat(book)
        .isEqualTo(
            new PriceBook(
                "prices:acme",
                1,
                "USD",
                Rounding.halfUp(2),
                new Increments(30, 6),
                Map.of(
                    CallKind.INBOUND_IP, Money.parse("0.003"),
                    CallKind.INBOUND_LOCAL, Money.parse("0.0085"),
                    CallKind.INBOUND_TOLLFREE, Money.parse("0.021"),
                    CallKind.OUTBOUND_IP, Money.parse("0.003")),
                Optional.of(
                    new PriceBook.MessagePrices(
                        Optional.of(Money.ZERO),
                        Optional.of(Money.parse("0.0035")),
                        List.of(
                            new PriceBook.NetworkPrice(
                                "United States - AT&T Mobility", Money.parse("0.0035"))))),
                Optional.of(
                    new PriceBook.NumberPrices(
                        Optional.of(Money.parse("0.8")), Optional.empty()))));
  }

  @Test
  void readsWhoseNumberTrunksMayShow() throws ConfigException {
    assertThat(files.check().trunks().trunks())
        .extracting(Trunk::callerId)
        .containsOnly(CallerIdPolicy.ANY);
    files.with("cps: 3,", "cps: 3, numbers: [\"+4312345*\", +33123456789], trustIdentity: true,");
    assertThat(files.check().trunks().trunks().getFirst().callerId())
        .satisfies(
            policy -> {
              assertThat(policy.choice()).isEqualTo(CallerIdPolicy.Choice.OWNED);
              assertThat(policy.numbers()).hasToString("[+4312345*, +33123456789]");
              assertThat(policy.defaultNumber()).isEmpty();
              assertThat(policy.trustIdentity()).isTrue();
            });
    files.with("cps: 3,", "cps: 3, callerId: default, defaultNumber: +33123456789,");
    assertThat(files.check().trunks().trunks().getFirst().callerId())
        .isEqualTo(
            new CallerIdPolicy(
                CallerIdPolicy.Choice.DEFAULT,
                NumberSet.NONE,
                Optional.of(E164.of("+33123456789")),
                false));
  }

  @Test
  void readsPasswordsFromTheEnvironmentAndFromFilesAsHashes() throws ConfigException {
    List<Trunk> trunks = files.check().trunks().trunks();
    assertThat(hash(trunks.get(1), DigestAlgorithm.MD5))
        .isEqualTo(DigestAlgorithm.MD5.ha1("bob", "tollgate.test", "zanzibar"));
    assertThat(hash(trunks.get(2), DigestAlgorithm.SHA_256))
        .isEqualTo(DigestAlgorithm.SHA_256.ha1("pbx", "tollgate.test", "pbx's password"));
  }

  @Test
  void readsHashes() throws ConfigException {
    String md5 = "0123456789ABCDEF0123456789abcdef";
    String sha = "12345678901234567890123456789012".repeat(2);
    files.with("password: {env: BOB}", "ha1: {MD5: %s, SHA-256: %s}".formatted(md5, sha));
    Trunk phone = files.check().trunks().trunks().get(1);
    assertThat(hash(phone, DigestAlgorithm.MD5)).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(hash(phone, DigestAlgorithm.SHA_256)).isEqualTo(sha);
  }

  private static String hash(Trunk trunk, DigestAlgorithm algorithm) {
    return trunk.user().orElseThrow().ha1(algorithm).orElseThrow();
  }

  @Test
  void readsWhenNewCallsAreTurnedAway() throws ConfigException {
    assertThat(files.check().sip().overload()).isEqualTo(LoadSettings.DEFAULT);
    files.with("loops: 2", "overload: {delay: 50ms}");
    assertThat(files.check().sip().overload())
        .isEqualTo(new LoadSettings(true, Duration.ofMillis(50)));
    files.with("loops: 2", "overload: off");
    assertThat(files.check().sip().overload()).isEqualTo(LoadSettings.OFF);
  }

  @Test
  void whatIsLeftOutTakesItsDefault() throws ConfigException {
    files.write(
        "tollgate.yaml", "listen: [{transport: udp, bind: \"127.0.0.1:0\", advertise: null}]");
    TollgateConfig config = files.check();
    assertThat(config.node()).isEqualTo(new NodeSettings("edge1", "", Path.of("data"), true));
    assertThat(config.sip().loops()).isZero();
    assertThat(config.sip().realm()).isEqualTo("tollgate.local");
    assertThat(config.sip().listen().getFirst().advertise()).isEmpty();
    assertThat(config.digest().algorithms())
        .containsExactly(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);
    assertThat(config.http().bind()).isEqualTo(at("127.0.0.1", 8080));
    assertThat(config.calls()).isEqualTo(CallSettings.DEFAULT);
    assertThat(config.sip().sessionTimer()).isEqualTo(SessionTimerSettings.DEFAULT);
    assertThat(config.store().file()).isEqualTo(Path.of("data", "tollgate.db"));
    assertThat(config.demo()).isEmpty();
    assertThat(config.decks()).isEmpty();
    assertThat(config.accounts()).isEmpty();
    assertThat(config.trunks().trunks()).isEmpty();
    assertThat(config.carriers()).isEmpty();
  }

  @Test
  void publishedPacesAreTheDefault() throws ConfigException {
    files.write("tollgate.yaml", ConfigFolder.GOOD.replaceAll(", cps: \\d", ""));
    TollgateConfig config = files.check();
    assertThat(config.accounts().getFirst().cps()).isEqualTo(2);
    assertThat(config.trunks().trunks()).extracting(Trunk::cps).containsOnly(1);
  }

  @Test
  void theShippedFileIsRight() throws ConfigException {
    Path shipped = Path.of("..", "config", "tollgate.yaml");
    TollgateConfig config = new ConfigLoader(name -> null).check(shipped);
    assertThat(config.trunks().trunks())
        .extracting(Trunk::id)
        .containsExactly("local", "softphone");
    assertThat(config.decks().getFirst().deck().currency()).isEqualTo("USD");
    assertThat(config.carriers().getFirst().gateways().getFirst().address())
        .isEqualTo(config.demo().orElseThrow().bind());
  }

  @Test
  void knowsWhereEachFieldStands() throws ConfigException {
    TollgateConfig config = files.check();
    assertThat(config.placeOf("listen[0].bind")).hasToString(files.file + ":3");
    assertThat(config.placeOf("listen[1].bind")).hasToString(files.file + ":5");
    assertThat(config.placeOf("http.bind")).hasToString(files.file + ":7");
    assertThat(config.placeOf("carriers.c1.gateways[1].uri")).hasToString(files.file + ":26");
  }

  @Test
  void whatTheFileLeavesOutIsBlamedOnWhatIsAroundIt() throws ConfigException {
    TollgateConfig config = files.check();
    assertThat(config.placeOf("listen[1].bind.port")).hasToString(files.file + ":5");
    assertThat(config.placeOf("listen[7].bind")).hasToString(files.file + ":2");
    assertThat(config.placeOf("nothing.of.that")).hasToString(files.file + ":1");
  }

  @Test
  void explainsAFailedStartInOneLine() throws ConfigException {
    StartFailure failure =
        new StartFailure(
            "listen[1].bind", "another program listens there", "stop it", new Exception("bind"));
    assertThat(files.check().explain(failure))
        .hasMessage(files.file + ":5: listen[1].bind: another program listens there; stop it")
        .hasCause(failure);
  }

  @Test
  void readsWhatTellsTrunksApart() throws ConfigException {
    files.with(
        "auth: list, lists: [office, home]",
        """
        auth: list, lists: [home, {list: office, port: 5070, listen: "[::1]:5060"}],
            only: {transport: udp}, certificate: PBX.example.net, hosts: [hq.example.net],
            fromDomains: [acme.example], called: {prefixes: [991, "+43"], strip: true}\
        """);
    Recognition recognition = files.check().trunks().trunks().getFirst().recognition();
    assertThat(recognition.sources())
        .extracting(Recognition.Source::narrowing)
        .containsExactly(
            Narrowing.NONE,
            new Narrowing(OptionalInt.of(5070), Optional.empty(), Optional.of(at("::1", 5060))));
    assertThat(recognition.narrowing().transport()).contains(Transport.UDP);
    assertThat(recognition.certificate()).contains("pbx.example.net");
    assertThat(recognition.hosts()).containsExactly("hq.example.net");
    assertThat(recognition.fromDomains()).containsExactly("acme.example");
    assertThat(recognition.called().prefixes()).containsExactlyInAnyOrder("991", "+43");
    assertThat(recognition.called().strip()).isTrue();
  }

  @Test
  void readsWhoMayRegisterAndForHowLong() throws ConfigException {
    assertThat(files.check().registration()).isEqualTo(RegistrationSettings.DEFAULT);
    assertThat(files.check().trunks().mayRegister()).isFalse();
    assertThat(files.check().trunks().mayAskOptions()).isFalse();
    files.write(
        "tollgate.yaml",
        ConfigFolder.GOOD.replace(
                "auth: digest, user: bob",
                "auth: digest, registration: true, options: true, user: bob")
            + "registration: {minExpires: 30s, maxExpires: 10m, contacts: 3}\n");
    assertThat(files.check().registration())
        .isEqualTo(
            new RegistrationSettings(
                Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofMinutes(10), 3));
    assertThat(files.check().trunks().trunks().get(1).otherMethods())
        .isEqualTo(new OtherMethods(true, true));
  }

  @Test
  void warnsOfMoreThanAHundredTrunksInOneAccountAndTakesThem() throws ConfigException {
    StringBuilder trunks = new StringBuilder();
    for (int i = 0; i < 98; i++) {
      trunks.append(
          "  t%d: {account: acme, auth: digest, user: u%d, password: {env: BOB}}\n"
              .formatted(i, i));
    }
    files.with("  phone: {", trunks + "  phone: {");
    assertThat(files.check().trunks().trunks()).hasSize(101);
    assertThat(files.check().warnings())
        .containsExactly(
            files.file + ":17: accounts.acme: it has 101 trunks; at most 100 are recommended");
    files.with("  phone: {", trunks.substring(trunks.indexOf("\n") + 1) + "  phone: {");
    assertThat(files.check().warnings()).isEmpty();
  }

  @Test
  void takesAHundredThousandBlocks() throws ConfigException {
    StringBuilder blocks = new StringBuilder("big: [");
    for (int i = 0; i < 100_000; i++) {
      blocks.append(i == 0 ? "" : ",\n    ");
      blocks.append("10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255));
    }
    files.write(
        "tollgate.yaml",
        ConfigFolder.GOOD
            .replace("home: [198.51.100.7]", "home: [198.51.100.7]\n  " + blocks + "]")
            .replace("lists: [office, home]", "lists: [office, home, big]"));
    TollgateConfig config = files.check();
    assertThat(config.lists().get("big")).hasSize(100_000);
    assertThat(config.trunks().knows(at("10.1.134.159", 1).getAddress())).isTrue();
    assertThat(config.trunks().knows(at("10.1.134.160", 1).getAddress())).isFalse();
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(address, port);
  }

  @Test
  void sessionTimersCanBeTurnedOff() throws ConfigException {
    files.with("sessionTimer: {expires: 20m, min: 2m}", "sessionTimer: off");
    assertThat(files.check().sip().sessionTimer()).isEqualTo(SessionTimerSettings.OFF);
  }

  @Test
  void readsWhatIsAgreedWithACarrier() throws ConfigException {
    files.with(
        "  c1:\n    gateways:\n      - {id: fra1, ",
        "  c1:\n    trusted: true\n    redirect: gateways\n    gateways:\n"
            + "      - {id: fra1, user: me, password: {env: BOB}, ");
    List<Gateway> gateways = files.check().carriers().getFirst().gateways();
    assertThat(gateways.get(0).terms())
        .isEqualTo(new GatewayTerms(Optional.of(new DigestLogin("me", "zanzibar")), true, true));
    assertThat(gateways.get(1).terms()).isEqualTo(new GatewayTerms(Optional.empty(), true, true));
  }
}
