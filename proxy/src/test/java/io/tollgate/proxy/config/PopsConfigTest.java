package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.route.pop.CountryPlaces;
import io.tollgate.proxy.route.pop.GeoPoint;
import io.tollgate.proxy.route.pop.Pop;
import io.tollgate.proxy.route.pop.PopSettings;
import io.tollgate.proxy.trunk.AddressPrefix;
import java.nio.file.Path;
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
    assertThat(pops.database()).contains(folder.resolve("geo.mmdb"));
    assertThat(pops.ranges())
        .containsEntry(AddressPrefix.parse("192.0.2.0/24"), new GeoPoint(-23.55, -46.63))
        .containsEntry(AddressPrefix.parse("2001:db8::/32"), CountryPlaces.of("NZ").orElseThrow());
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
  void theDatabaseHasToBeThere() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> check(POPS.replace("geo.mmdb", "none.mmdb")))
        .withMessageContaining("none.mmdb cannot be read; name an MMDB file, or remove it");
  }
}
