package io.tollgate.proxy.route.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tollgate.proxy.trunk.AddressPrefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoLocatorTest {
  private static final GeoPoint PARIS = new GeoPoint(48.86, 2.35);
  private static final GeoPoint LIMA = new GeoPoint(-12.05, -77.04);

  @TempDir private Path folder;

  private Path layouts() {
    return new MmdbWriter()
        .put(
            "198.51.100.0",
            24,
            Map.of(
                "country",
                Map.of("iso_code", "FR"),
                "location",
                Map.of("latitude", 48.86, "longitude", 2.35)))
        .put("203.0.113.0", 25, Map.of("latitude", -12.05f, "longitude", -77.04f))
        .put("203.0.113.128", 25, Map.of("lat", "-12.05", "lng", "-77.04"))
        .put("8.8.8.0", 24, Map.of("country", Map.of("iso_code", "US")))
        .put("9.9.9.0", 24, Map.of("country_code", "CH"))
        .put("1.1.1.0", 24, Map.of("country", "au", "asn", "AS13335"))
        .put("1.0.0.0", 24, Map.of("latitude", 1000.0, "longitude", 2.0, "country_code", "NZ"))
        .put("5.5.5.0", 24, Map.of("network", "5.5.5.0/24"))
        .put("2001:db8::", 32, Map.of("latitude", 48.86, "longitude", 2.35))
        .write(folder.resolve("layouts.mmdb"));
  }

  private GeoLocator locator(Map<AddressPrefix, GeoPoint> ranges) throws IOException {
    GeoLocator locator = new GeoLocator(settings(ranges));
    locator.use(GeoDatabase.open(layouts()));
    return locator;
  }

  private static GeoSettings settings(Map<AddressPrefix, GeoPoint> ranges) {
    return new GeoSettings(ranges, Optional.empty(), false);
  }

  private static Optional<GeoPoint> locate(GeoLocator locator, String address) {
    return locator.locate(InetAddress.ofLiteral(address));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7,   48.86,   2.35",
    "203.0.113.1,   -12.05, -77.04",
    "203.0.113.129, -12.05, -77.04",
    "8.8.8.8,        39,    -90",
    "9.9.9.9,        47,      8",
    "1.1.1.1,       -34,    149",
    "1.0.0.1,       -38,    175",
    "2001:db8::1,    48.86,   2.35"
  })
  void readsEveryLayout(String address, double latitude, double longitude) throws IOException {
    assertThat(locate(locator(Map.of()), address))
        .hasValueSatisfying(
            at -> assertThat(at.kilometresTo(new GeoPoint(latitude, longitude))).isLessThan(0.1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5.5.5.5",
        "77.77.77.77",
        "2a00::1",
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.1.1",
        "::1",
        "fe80::1",
        "fd00::1"
      })
  void whatNobodyKnowsIsNowhere(String address) throws IOException {
    assertThat(locate(locator(Map.of()), address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.1.4", "10.1.2.3", "fd00::1"})
  void oneOfOnesOwnSitesIsAskedOfPrivateAddressesToo(String address) throws IOException {
    GeoSettings sites = new GeoSettings(Map.of(), Optional.of(sites()), true);
    assertThat(locate(GeoLocator.open(sites), address)).contains(LIMA);
    GeoSettings others = new GeoSettings(Map.of(), Optional.of(sites()), false);
    assertThat(locate(GeoLocator.open(others), address)).isEmpty();
  }

  private Path sites() {
    Map<String, Object> lima = Map.of("latitude", LIMA.latitude(), "longitude", LIMA.longitude());
    return new MmdbWriter()
        .put("127.0.1.0", 24, lima)
        .put("10.0.0.0", 8, lima)
        .put("fd00::", 8, lima)
        .write(folder.resolve("sites.mmdb"));
  }

  @Test
  void configuredRangesOverrideTheDatabase() throws IOException {
    GeoLocator locator =
        locator(
            Map.of(
                AddressPrefix.parse("198.51.100.0/25"), LIMA,
                AddressPrefix.parse("127.0.0.9"), PARIS));
    assertThat(locate(locator, "198.51.100.7")).contains(LIMA);
    assertThat(locate(locator, "198.51.100.200")).contains(PARIS);
    assertThat(locate(locator, "127.0.0.9")).contains(PARIS);
  }

  @Test
  void answersAreThoseOfTheDatabaseInForce() throws IOException {
    GeoLocator locator = locator(Map.of());
    assertThat(locate(locator, "198.51.100.7")).contains(PARIS);
    locator.use(GeoDatabase.empty());
    assertThat(locate(locator, "198.51.100.7")).isEmpty();
  }

  @Test
  void aChangedFileIsTakenAndADamagedOneRefused() throws IOException {
    Path file = folder.resolve("geo.mmdb");
    Files.copy(layouts(), file);
    GeoLocator locator = new GeoLocator(GeoSettings.NONE);
    try (GeoWatch watch = new GeoWatch(file, locator)) {
      assertThat(locate(locator, "198.51.100.7")).contains(PARIS);

      Files.writeString(file, "this is no database");
      watch.look();
      watch.look();
      assertThat(locate(locator, "198.51.100.7")).as("the old one stays").contains(PARIS);

      Files.delete(file);
      watch.look();
      watch.look();
      assertThat(locate(locator, "198.51.100.7")).contains(PARIS);

      new MmdbWriter().put("198.51.100.0", 24, Map.of("country_code", "PE")).write(file);
      watch.look();
      assertThat(locate(locator, "198.51.100.7")).as("it may be half written").contains(PARIS);
      watch.look();
      assertThat(locate(locator, "198.51.100.7")).isEqualTo(CountryPlaces.of("PE"));
    }
  }

  @Test
  void aFileThatIsNotThereAtAStartMayComeLater() throws IOException {
    Path file = folder.resolve("later.mmdb");
    GeoLocator locator = new GeoLocator(GeoSettings.NONE);
    try (GeoWatch watch = new GeoWatch(file, locator)) {
      assertThat(locate(locator, "198.51.100.7")).isEmpty();
      Files.copy(layouts(), file);
      watch.look();
      watch.look();
      assertThat(locate(locator, "198.51.100.7")).contains(PARIS);
    }
  }

  /** Whatever bytes of a good file are overwritten, it is refused or answers something. */
  @Test
  void damageNeverBreaksALookUp() throws IOException {
    byte[] good = Files.readAllBytes(layouts());
    for (int at = 0; at < good.length; at += 3) {
      byte[] bad = good.clone();
      Arrays.fill(bad, at, Math.min(good.length, at + 3), (byte) 0xFF);
      Path file = Files.write(folder.resolve("bad.mmdb"), bad);
      GeoLocator locator = new GeoLocator(GeoSettings.NONE);
      try {
        locator.use(GeoDatabase.open(file));
      } catch (IOException refused) {
        assertThat(refused).hasMessageContaining("damaged");
        continue;
      }
      for (String address : new String[] {"198.51.100.7", "203.0.113.129", "2001:db8::1"}) {
        assertThat(locate(locator, address)).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "no database at all, just text that goes on for a while"})
  void otherFilesAreNoDatabases(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("other.mmdb"), content);
    assertThatIOException().isThrownBy(() -> GeoDatabase.open(file));
  }
}
