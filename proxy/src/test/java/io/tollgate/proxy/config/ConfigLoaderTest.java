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
import io.tollgate.proxy.sip.SipSettings;
import io.tollgate.proxy.sip.dialog.SessionTimerSettings;
import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.DigestLogin;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.deck.RateDeck.UnknownOrigin;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
