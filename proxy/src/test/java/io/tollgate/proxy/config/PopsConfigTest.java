package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.pop.CountryPlaces;
import io.tollgate.proxy.route.pop.GeoPoint;
import io.tollgate.proxy.route.pop.Pop;
import io.tollgate.proxy.route.pop.PopSettings;
import io.tollgate.proxy.route.pop.SteeringMode;
import io.tollgate.proxy.route.pop.SteeringSettings;
import io.tollgate.proxy.trunk.AddressPrefix;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points of presence in the configuration: what is read, and what is said of mistakes. */
class PopsConfigTest {
  private static final String POPS =
      """
      pops:
        fra: {at: [50.11, 8.68], sip: "sip:fra.example.net:5070;transport=tls"}
        gru: {at: [-23.55, -46.63], sip: "sip:gru.example.net"}
      steering: {mode: forward, secret: {file: pops.secret}, setupTimer: 3s, probe: {interval: 20s}}
      geo:
        database: geo.mmdb
        ranges: {gru: [192.0.2.0/24], NZ: ["2001:db8::/32"]}
      """;

  @TempDir private Path folder;
  private ConfigFolder files;

  @BeforeEach
  void writeGoodFiles() {
    files = new ConfigFolder(folder);
    files.write("geo.mmdb", "");
    files.write("pops.secret", "0123456789abcdef0123456789abcdef\n");
  }

  private TollgateConfig check(String pops) throws ConfigException {
    files.write("tollgate.yaml", ConfigFolder.GOOD + pops);
    return files.check();
  }

  @Test
  void readsThem() throws ConfigException {
    PopSettings pops = check(POPS).pops();
    assertThat(pops.pops())
        .containsExactly(
            new Pop("fra", new GeoPoint(50.11, 8.68), "sip:fra.example.net:5070;transport=tls"),
            new Pop("gru", new GeoPoint(-23.55, -46.63), "sip:gru.example.net"));
    assertThat(pops.home()).contains(pops.pops().getFirst());
    assertThat(pops.geo().database()).contains(folder.resolve("geo.mmdb"));
    assertThat(pops.geo().ofPrivate()).isFalse();
    assertThat(pops.geo().ranges())
        .containsEntry(AddressPrefix.parse("192.0.2.0/24"), new GeoPoint(-23.55, -46.63))
        .containsEntry(AddressPrefix.parse("2001:db8::/32"), CountryPlaces.of("NZ").orElseThrow());
  }

  @Test
  void theOtherPointsAreGatewaysThatAreProbed() throws ConfigException {
    SteeringSettings steering = check(POPS).pops().steering();
    assertThat(steering.mode()).isEqualTo(SteeringMode.FORWARD);
    assertThat(steering.key()).isPresent();
    Gateway gru = steering.others().getFirst();
    assertThat(steering.others()).hasSize(1);
    assertThat(gru.carrier() + "/" + gru.id()).isEqualTo("pop/gru");
    assertThat(gru.uri().isUnresolved()).isTrue();
    assertThat(gru.terms().trusted()).isTrue();
    assertThat(gru.dispatch().setupTimer()).isEqualTo(Duration.ofSeconds(3));
    assertThat(gru.health().probe().orElseThrow().interval()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void withoutSteeringNobodyIsProbed() throws ConfigException {
    String steering = POPS.lines().filter(line -> line.startsWith("steering")).findFirst().get();
    SteeringSettings off = check(POPS.replace(steering + "\n", "")).pops().steering();
    assertThat(off).isEqualTo(SteeringSettings.OFF);
    off = check(POPS.replace(steering, "steering: off")).pops().steering();
    assertThat(off).isEqualTo(SteeringSettings.OFF);
    off = check(POPS.replace("mode: forward", "mode: off")).pops().steering();
    assertThat(off.others().getFirst().health().probe()).as("it may call us").isEmpty();
    assertThat(check(POPS.replace(steering, "steering: redirect")).pops().steering().key())
        .isEmpty();
  }

  @Test
  void thereMayBeNone() throws ConfigException {
    assertThat(check("").pops()).isEqualTo(PopSettings.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8.68] | x] | pops.fra.at[1]: 'x' is no degree; write one such as -46.63",
        "50.11, 8.68] | 50.11] | pops.fra.at: it is not two numbers; write degrees north and"
            + " east: [50.11, 8.68]",
        "50.11, | 95, | pops.fra.at: 95.0, 8.68 is nowhere on Earth; write degrees north and east",
        "sip:gru.example.net | gru | pops.gru.sip: 'gru' is not an edge's URI; write"
            + " sip:fra.example.net:5060",
        "mode: forward | mode: backward | steering.mode: 'backward' is none of the choices; write"
            + " forward or off or redirect",
        "secret: {file: pops.secret}, | '' | steering.secret: it is missing; add secret: {file:"
            + " PATH}",
        "{file: pops.secret} | generate | steering.secret: all points of presence share it, so it"
            + " cannot be made here; write {env: NAME} or {file: PATH}",
        "{file: pops.secret} | {env: BOB} | steering.secret: it is shorter than 32 characters; make"
            + " one with openssl rand -hex 32",
        "NZ: | Atlantis: | geo.ranges.Atlantis: 'Atlantis' is neither a pop nor a country; write"
            + " the name of a pop, or an ISO code such as BR",
        "2001:db8::/32 | 192.0.2.0/24 | geo.ranges.NZ[0]: another place has that block; take it"
            + " out of one",
        "fra: | lhr: | node.pop: 'fra' is none of the pops; write one of [lhr, gru]",
      })
  void mistakesAreToldInOneLine(String good, String bad, String error) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> check(POPS.replace(good, bad)))
        .withMessageEndingWith(": " + error);
  }

  @Test
  void aMapWithoutPopsIsIdle() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> check(POPS.substring(POPS.indexOf("geo:"))))
        .withMessageEndingWith(
            ": geo.ranges: there are no pops to choose from; remove it, or add pops");
  }

  @Test
  void aDatabaseOfOnesOwnSitesKnowsPrivateAddresses() throws ConfigException {
    String sites = POPS.replace("database: geo.mmdb", "{database: geo.mmdb, private: true}");
    sites = sites.substring(0, sites.indexOf("  ranges:")).replace("geo:\n  {", "geo: {");
    assertThat(check(sites).pops().geo().ofPrivate()).isTrue();
    String none = sites.replace("database: geo.mmdb, ", "");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> check(none))
        .withMessageEndingWith(
            ": geo.private: there is no database to ask; remove it, or add database");
  }

  @Test
  void theDatabaseHasToBeThere() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> check(POPS.replace("geo.mmdb", "none.mmdb")))
        .withMessageContaining("none.mmdb cannot be read; name an MMDB file, or remove it");
  }
}
