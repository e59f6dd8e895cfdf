package io.tollgate.proxy.route.pop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.trunk.AddressPrefix;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PopSelectorTest {
  private static final Pop SJC = pop("sjc", 37.35, -121.95);
  private static final Pop IAD = pop("iad", 38.95, -77.45);
  private static final Pop FRA = pop("fra", 50.11, 8.68);
  private static final Pop GRU = pop("gru", -23.55, -46.63);
  private static final Pop SYD = pop("syd", -33.87, 151.21);
  private static final Pop SIN = pop("sin", 1.35, 103.82);
  private static final List<Pop> ALL = List.of(SJC, IAD, FRA, GRU, SYD, SIN);

  private final Set<Pop> sick = new HashSet<>();
  private final Map<Pop, Double> measured = new HashMap<>();
  private final Map<Pop, Double> between = new HashMap<>();

  private static Pop pop(String id, double latitude, double longitude) {
    return new Pop(id, new GeoPoint(latitude, longitude), "sip:" + id + ".example.net");
  }

  private PopSelector selector(List<Pop> pops, GeoPoint caller) {
    return new PopSelector(
        pops,
        pops.getFirst(),
        new GeoLocator(
            new GeoSettings(
                Map.of(AddressPrefix.parse("198.51.100.0/24"), caller), Optional.empty(), false)),
        new RoundTrips() {
          @Override
          public OptionalDouble toCaller(Pop pop, InetAddress source) {
            return millis(measured, pop);
          }

          @Override
          public OptionalDouble between(Pop pop) {
            return millis(between, pop);
          }
        },
        pop -> !sick.contains(pop));
  }

  private static OptionalDouble millis(Map<Pop, Double> known, Pop pop) {
    return known.containsKey(pop) ? OptionalDouble.of(known.get(pop)) : OptionalDouble.empty();
  }

  private static Pop chosen(PopSelector selector) {
    return selector.select(InetAddress.ofLiteral("198.51.100.7")).pop();
  }

  @ParameterizedTest
  @CsvSource({
    "Vienna,       48.21,   16.37, fra",
    "Cairo,        30.04,   31.24, fra",
    "São Paulo,   -23.55,  -46.63, gru",
    "Buenos Aires,-34.60,  -58.38, gru",
    "Auckland,    -36.85,  174.76, syd",
    "Tokyo,        35.68,  139.69, sin",
    "Mumbai,       19.08,   72.88, sin",
    "Seattle,      47.61, -122.33, sjc",
    "Honolulu,     21.31, -157.86, sjc",
    "New York,     40.71,  -74.01, iad",
    "Fiji,        -18.14,  178.44, syd",
    "Lagos,         6.45,    3.39, fra"
  })
  void theNearestByGreatCircle(String city, double latitude, double longitude, String nearest) {
    assertThat(chosen(selector(ALL, new GeoPoint(latitude, longitude))).id())
        .as(city)
        .isEqualTo(nearest);
  }

  @ParameterizedTest
  @CsvSource({
    "50.11,   8.68,  40.71,  -74.01, 6202",
    "-23.55, -46.63, -33.87, 151.21, 13353",
    "0, 179, 0, -179, 222",
    "90, 0, -90, 0, 20015",
    "10, 10, 10, 10, 0"
  })
  void distancesAreThoseOfTheGlobe(double n1, double e1, double n2, double e2, double km) {
    GeoPoint there = new GeoPoint(n2, e2);
    assertThat(new GeoPoint(n1, e1).kilometresTo(there)).isCloseTo(km, Offset.offset(km / 200 + 1));
    assertThat(there.kilometresTo(new GeoPoint(n1, e1))).isCloseTo(km, Offset.offset(km / 200 + 1));
  }

  @Test
  void whoCannotBePlacedStaysWithThisNode() {
    PopSelector selector = selector(List.of(SYD, FRA), FRA.at());
    PopSelector.Choice choice = selector.select(InetAddress.ofLiteral("10.0.0.1"));
    assertThat(choice.pop()).isEqualTo(SYD);
    assertThat(choice.kilometres()).isEmpty();
    sick.add(SYD);
    assertThat(selector.select(InetAddress.ofLiteral("10.0.0.1")).pop()).isEqualTo(SYD);
  }

  @Test
  void aSickOneIsPassedOverUntilItIsWell() {
    PopSelector selector = selector(ALL, SYD.at());
    assertThat(chosen(selector)).isEqualTo(SYD);
    sick.add(SYD);
    assertThat(chosen(selector)).isEqualTo(SIN);
    sick.clear();
    assertThat(chosen(selector)).isEqualTo(SYD);
  }

  @Test
  void aMeasuredRoundTripOutweighsTheMap() {
    PopSelector selector = selector(ALL, new GeoPoint(30.04, 31.24));
    measured.put(SIN, 20.0);
    assertThat(chosen(selector)).isEqualTo(SIN);
    measured.put(FRA, 15.0);
    measured.put(SIN, 300.0);
    assertThat(chosen(selector)).isEqualTo(FRA);
  }

  @Test
  void whoHasBeenMeasuredNeedsNoMap() {
    PopSelector selector = selector(ALL, SYD.at());
    measured.put(GRU, 12.0);
    assertThat(selector.select(InetAddress.ofLiteral("10.0.0.1")).pop()).isEqualTo(GRU);
  }

  @Test
  void whoseWayIsShorterThanTheMapSaysStaysHere() {
    PopSelector selector = selector(List.of(FRA, SYD), SYD.at());
    between.put(SYD, 280.0);
    assertThat(chosen(selector)).as("nothing is measured of him").isEqualTo(SYD);
    measured.put(FRA, 4.0);
    assertThat(chosen(selector)).as("4 ms from here are no Australia").isEqualTo(FRA);
  }

  @Test
  void aSlowLineSendsNobodyElsewhere() {
    PopSelector selector = selector(List.of(FRA, IAD), new GeoPoint(48.21, 16.37));
    measured.put(FRA, 400.0);
    assertThat(chosen(selector)).isEqualTo(FRA);
    between.put(IAD, 90.0);
    assertThat(chosen(selector)).as("Vienna, by satellite").isEqualTo(FRA);
  }

  @Test
  void whoIsFarAwayAsTheMapSaysIsSentThere() {
    PopSelector selector = selector(List.of(FRA, SYD), SYD.at());
    between.put(SYD, 280.0);
    measured.put(FRA, 300.0);
    assertThat(chosen(selector)).isEqualTo(SYD);
  }

  /** Else two edges that both redirect could send a caller to and fro. */
  @Property
  void whateverIsMeasuredNoCallerIsSentToWhereTheMapWouldNotSendHim(
      @ForAll @DoubleRange(min = -90, max = 90) double latitude,
      @ForAll @DoubleRange(min = -180, max = 180) double longitude,
      @ForAll @DoubleRange(min = 0, max = 2000) double own,
      @ForAll @Size(6) List<@DoubleRange(min = 0, max = 2000) Double> others) {
    GeoPoint caller = new GeoPoint(latitude, longitude);
    measured.put(SJC, own);
    for (int i = 1; i < ALL.size(); i++) {
      between.put(ALL.get(i), others.get(i));
    }
    double home = caller.kilometresTo(SJC.at());
    assertThat(selector(ALL, caller).nearer(InetAddress.ofLiteral("198.51.100.7"), ALL.size()))
        .allMatch(pop -> caller.kilometresTo(pop.at()) < home);
  }

  @Test
  void whoAsksOnlyIsNotRemembered() {
    PopSelector selector = selector(List.of(FRA, IAD), FRA.at());
    InetAddress source = InetAddress.ofLiteral("198.51.100.7");
    measured.put(FRA, 40.0);
    measured.put(IAD, 39.0);
    assertThat(selector.explain(source).pop()).isEqualTo(IAD);
    measured.put(IAD, 41.0);
    assertThat(selector.explain(source).pop()).as("nobody is held to IAD").isEqualTo(FRA);
    selector.select(source);
    measured.put(IAD, 39.0);
    assertThat(selector.explain(source).pop()).as("held to FRA").isEqualTo(FRA);
    assertThat(selector.explain(source).measured()).hasValue(40.0);
  }

  @Test
  void aCallerStaysWhileTheDifferenceIsSmall() {
    PopSelector selector = selector(ALL, FRA.at());
    measured.put(FRA, 40.0);
    measured.put(IAD, 41.0);
    assertThat(chosen(selector)).isEqualTo(FRA);
    measured.put(IAD, 38.0);
    assertThat(chosen(selector)).as("2 ms are no reason to move").isEqualTo(FRA);
    measured.put(IAD, 30.0);
    assertThat(chosen(selector)).as("10 ms are").isEqualTo(IAD);
    measured.put(FRA, 29.0);
    assertThat(chosen(selector)).as("and there he stays").isEqualTo(IAD);
    sick.add(IAD);
    assertThat(chosen(selector)).isEqualTo(FRA);
  }

  @Test
  void ofEqualsTheFirstWins() {
    Pop twin = new Pop("twin", GRU.at(), "sip:twin.example.net");
    assertThat(chosen(selector(List.of(FRA, GRU, twin), GRU.at()))).isEqualTo(GRU);
    assertThat(chosen(selector(List.of(FRA, twin, GRU), GRU.at()))).isEqualTo(twin);
  }

  @Test
  void everyCountryHasAPlace() {
    for (String iso : java.util.Locale.getISOCountries()) {
      assertThat(CountryPlaces.of(iso)).as(iso).isPresent();
    }
  }
}
