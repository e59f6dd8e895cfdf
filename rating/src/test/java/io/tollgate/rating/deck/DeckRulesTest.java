package io.tollgate.rating.deck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult.NoRate;
import io.tollgate.rating.charge.RatingResult.Rated;
import io.tollgate.rating.deck.DeckRules.NoDefault;
import io.tollgate.rating.number.E164;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules of reading make of a deck: layouts, JSON, dates, clashes, leniency. */
class DeckRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final DeckSettings SETTINGS = DeckSettings.of("test", "USD");

  private static DeckReport read(String text, DeckRules rules, Instant at) throws DeckException {
    return RateDeckReader.read(
        DeckInput.of("deck", text.getBytes(StandardCharsets.UTF_8)), SETTINGS.withRules(rules), at);
  }

  private static DeckReport read(String text) throws DeckException {
    return read(text, DeckRules.STRICT, NOW);
  }

  private static DeckException refused(String text, DeckRules rules) {
    return assertThrows(DeckException.class, () -> read(text, rules, NOW));
  }

  private static List<String> rows(RateDeck deck) {
    List<String> rows = new ArrayList<>();
    deck.forEach(
        rate ->
            rows.add(
                rate.destinationPrefix()
                    + "<"
                    + rate.originPrefix()
                    + "="
                    + rate.price().terms().ratePerMinute()));
    return rows;
  }

  private static String price(RateDeck deck, String to, String from) {
    return Rater.rate(deck, E164.of(to), E164.of(from)) instanceof Rated(var tariff)
        ? tariff.ratePerMinute().toString()
        : "none";
  }

  @Test
  void aHeadingMayBeGivenAMeaning() throws DeckException {
    DeckLayout layout =
        DeckLayout.ANY.withColumns(
            Map.of("destination", "Vorwahl", "rate", "Preis", "comment", "Bemerkung"));
    DeckReport report =
        read(
            "Bemerkung,VORWAHL,Preis,increments\nfoo,43,0.1,30/6\n",
            DeckRules.STRICT.withLayout(layout),
            NOW);
    assertThat(rows(report.deck())).containsExactly("43<=0.1000");
  }

  @Test
  void aMeaningForAHeadingBeatsWhatTheLayoutSays() throws DeckException {
    DeckLayout layout = DeckLayout.named("a-z").withColumns(Map.of("rate", "Status"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layout.withColumns(Map.of("rate", "x", "minimum", "X")))
        .withMessageContaining("cannot mean both");
    DeckReport report =
        read(
            "Destination,Prefix,First Interval,Sub Interval,Status\nAustria,43,30,6,0.2\n",
            DeckRules.STRICT.withLayout(layout),
            NOW);
    assertThat(rows(report.deck())).containsExactly("43<=0.2000");
  }

  @Test
  void layoutsAndColumnsAreKnownByName() {
    assertThat(DeckLayout.named("any")).isSameAs(DeckLayout.ANY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeckLayout.named("z-a"))
        .withMessage("'z-a' is no layout; write any, a-z, twilio, telnyx, pricing-api");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeckLayout.ANY.withColumns(Map.of("prize", "Preis")))
        .withMessageStartingWith("'prize' is no column; write one of destination, area, origin");
  }

  @Test
  void jsonSaysTheSameAsCsv() throws DeckException {
    DeckReport report =
        read(
            """
            // prices of the day
            {
              "groups": {"near": ["Germany", "33"], "nearer": "@near; 43"},
              "rates": [
                {"destination": ["43", "44"], "origin": "@nearer", "rate": "0.0390", "increments": "30/6"},
                {"destination": 43, "origin": ["", "1"], "rate": 0.5, "blocked": false, "description": "A, all"},
              ]
            }
            """);
    assertThat(report.layout()).isEqualTo("JSON, any");
    assertThat(report.counts().rows()).isEqualTo(2);
    assertThat(rows(report.deck()))
        .containsExactly(
            "43<=0.5000",
            "43<1=0.5000",
            "43<33=0.0390",
            "43<43=0.0390",
            "43<49=0.0390",
            "44<33=0.0390",
            "44<43=0.0390",
            "44<49=0.0390");
  }

  @Test
  void aListOfRowsIsADeckToo() throws DeckException {
    assertThat(rows(read(" [{\"code\": \"43\", \"price\": \"0.1\"}]").deck()))
        .containsExactly("43<=0.1000");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      value = {
        "[{\"destination\": \"43\",\\n\"rate\": \"free\"}]! 2:1: rate: 'free' is not a decimal",
        "[{\"destination\": \"43\",\\n \"prize\": 1, \"rate\": 1}]! 2:2: prize: it is not known",
        "[{\"destination\": \"43\", \"rate\": {\"usd\": 1}}]! 1:24: rate: it is an object",
        "[{\"destination\": [[\"43\"]], \"rate\": 1}]! 1:3: destination: its list holds something",
        "[{\"destination\": \"43\", \"rate\": 1, \"rate\": 2}]! 1:35: rate: it is there twice",
        "[{\"destination\": \"43\", \"rate\": null}]! 1:24: rate: it is empty",
        "[{\"rate\": 1}]! 1:2: destination: it is empty",
        "[1]! 1:2: row: it is no object",
        "[]! file: it has no row with a price",
        "{}! 1:1: destination: it is empty",
        "[{\"destination\": \"43\"! file: it is neither CSV nor JSON",
        "[{\"destination\": \"*\", \"rate\": 1}]! 1:3: destination: it names no prefix",
        "{\"groups\": {\"a\": []}, \"rates\": []}! 1:13: groups: group @a has no members"
      })
  void jsonIsRefusedWithItsPlace(String text, String problem) {
    assertThat(refused(text.replace("\\n", "\n"), DeckRules.STRICT).problems())
        .anyMatch(found -> found.toString().contains(problem));
  }

  @Test
  void aCountryInDigitsBeatsThePartsThatItsNameComesTo() throws DeckException {
    RateDeck deck =
        read("destination,origin,rate\nUnited Kingdom,,0.02\n4420,,0.01\n44,,0.5\n").deck();
    assertThat(price(deck, "+442071234567", "+4930123456")).isEqualTo("0.0100");
    assertThat(price(deck, "+441212345678", "+4930123456")).isEqualTo("0.0200");
    assertThat(price(deck, "+441481712345", "+4930123456")).isEqualTo("0.5000"); // Guernsey
    RateDeck states =
        read("destination,origin,rate\n1,US,0.02\n1,1212,0.01\n1,Canada,0.03\n1,,0.5\n").deck();
    assertThat(price(states, "+13035550100", "+12125550100")).isEqualTo("0.0100");
    assertThat(price(states, "+13035550100", "+13125550100")).isEqualTo("0.0200");
    assertThat(price(states, "+13035550100", "+14165550100")).isEqualTo("0.0300");
    assertThat(price(states, "+13035550100", "+12425550100")).isEqualTo("0.5000"); // Bahamas
  }

  private static final String DATED =
      """
      destination,rate,effective date,end date
      43,0.1,2026-01-01,
      43,0.2,2026-12-01,
      43664,0.9,2026-01-01,2026-11-30
      49,0.3,2027-01-01T06:00:00+01:00,2027-01-31 12:00:00
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2026-11-25T12:00:00Z, 0.1000, 0.9000, none, 2026-12-01T00:00:00Z",
    "2026-11-30T23:59:59Z, 0.1000, 0.9000, none, 2026-12-01T00:00:00Z",
    "2026-12-01T00:00:00Z, 0.2000, 0.2000, none, 2027-01-01T05:00:00Z",
    "2027-01-01T05:00:00Z, 0.2000, 0.2000, 0.3000, 2027-01-31T12:00:00Z",
    "2027-01-31T12:00:00Z, 0.2000, 0.2000, none, "
  })
  void rowsCountFromTheirDateToTheirEnd(
      Instant at, String landline, String mobile, String germany, Instant next)
      throws DeckException {
    DeckReport report = read(DATED, DeckRules.STRICT, at);
    assertThat(price(report.deck(), "+4312345678", "+12125550100")).isEqualTo(landline);
    assertThat(price(report.deck(), "+436641234567", "+12125550100")).isEqualTo(mobile);
    assertThat(price(report.deck(), "+4930123456", "+12125550100")).isEqualTo(germany);
    assertThat(report.nextChange().orElse(null)).isEqualTo(next);
    assertThat(report.counts().rows()).isEqualTo(4);
  }

  @Test
  void countsWhatDatesDo() throws DeckException {
    DeckReport.Counts counts = read(DATED, DeckRules.STRICT, NOW).counts();
    assertThat(counts.pending()).isEqualTo(2);
    assertThat(counts.expired()).isZero();
    counts = read(DATED, DeckRules.STRICT, Instant.parse("2027-02-01T00:00:00Z")).counts();
    assertThat(counts.pending()).isZero();
    assertThat(counts.expired()).isEqualTo(2);
    assertThat(counts.superseded()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '!',
      value = {
        "43,,0.1,soon,    ! 2:9: effective date: 'soon' is no date",
        "43,,0.1,,2026-13-01! 2:10: end date: '2026-13-01' is no date",
        "43,,0.1,2026-02-01,2026-01-01! 2:20: end date: it ends before it begins"
      })
  void refusesWrongDates(String row, String problem) {
    DeckException refused =
        refused("destination,origin,rate,effective,valid until\n" + row, DeckRules.STRICT);
    assertThat(refused.problems().getFirst().toString()).startsWith(problem);
  }

  @Test
  void aDeckWhoseRowsAreAllForLaterSaysSince() {
    assertThat(refused("destination,rate,effective\n43,1,2027-01-01\n", DeckRules.STRICT))
        .hasMessageContaining("no row that is in force at 2026-11-25T12:00:00Z")
        .hasMessageContaining("the first is from 2027-01-01T00:00:00Z");
  }

  @Test
  void aRowOfAnotherCurrencyIsRefused() {
    assertThat(refused("destination,rate,currency\n43,1,usd\n44,1,EUR\n", DeckRules.STRICT))
        .hasMessageContaining("3: currency: the row is in EUR, the deck in USD");
  }

  @Test
  void sayingTheSameTwiceIsADuplicateAndAnotherPriceAConflict() throws DeckException {
    DeckReport report = read("destination,origin,rate\n43,33,0.1\n43,\"33,34\",0.1\n");
    assertThat(report.counts().duplicates()).isEqualTo(1);
    assertThat(report.warnings())
        .anyMatch(
            w -> w.toString().startsWith("3:1: destination: 43 from 33 has a row already, in"));
    assertThat(rows(report.deck())).containsExactly("43<33=0.1000", "43<34=0.1000");

    String clashing = "destination,origin,rate\n43,33,0.1\n43,\"33,34\",0.2\n44,,0.3\n";
    assertThat(refused(clashing, DeckRules.STRICT).problems())
        .singleElement()
        .hasToString(
            "3:1: destination: 43 from 33 has a row already, in line 2; remove one of them");
    DeckReport lenient = read(clashing, DeckRules.STRICT.withLenient(true), NOW);
    assertThat(lenient.counts().conflicts()).isEqualTo(1);
    assertThat(lenient.leftOut()).hasSize(1);
    assertThat(rows(lenient.deck())).containsExactly("43<33=0.1000", "43<34=0.2000", "44<=0.3000");
  }

  @Test
  void aCountryThatClashesIsToldOfOnce() {
    DeckException refused =
        refused("destination,origin,rate\nUnited Kingdom,,0.1\nGB,,0.2\n", DeckRules.STRICT);
    assertThat(refused.problems()).hasSize(1);
    assertThat(refused)
        .hasMessageContaining("deck:3: destination: 440 has a row already, in line 2");
  }

  @Test
  void lenientlyWrongRowsAreLeftOutAndListed() throws DeckException {
    DeckReport report =
        read(
            "destination,rate\n43,0.1\n44,free\n+45,0.1\n46,0.2\n",
            DeckRules.STRICT.withLenient(true),
            NOW);
    assertThat(rows(report.deck())).containsExactly("43<=0.1000", "46<=0.2000");
    assertThat(report.leftOut()).extracting(DeckProblem::line).containsExactly(3, 4);
    assertThat(
            refused("destination,rate\n43,free\n", DeckRules.STRICT.withLenient(true)).problems())
        .hasSize(2); // the row, and that none is left
    assertThat(refused("destination,prize\n43,1\n", DeckRules.STRICT.withLenient(true)).problems())
        .hasSize(1); // what is wrong with headings concerns every row
  }

  @Test
  void aDestinationWithoutADefaultIsToldOfRefusedOrAllowed() throws DeckException {
    String text = "destination,origin,rate\n\"43,44,45\",33,0.1\n46,33,0.1\n46,,0.2\n";
    DeckReport told = read(text);
    assertThat(told.warnings())
        .singleElement()
        .asString()
        .startsWith(
            "2:1: origin: 43 and 2 more of this line have no price for callers from elsewhere");
    assertThat(read(text, DeckRules.STRICT.withNoDefault(NoDefault.ALLOW), NOW).warnings())
        .isEmpty();
    assertThat(refused(text, DeckRules.STRICT.withNoDefault(NoDefault.REFUSE)).problems())
        .hasSize(1);
    assertThat(Rater.rate(told.deck(), E164.of("+4312345678"), E164.of("+4930123456")))
        .isInstanceOf(NoRate.class);
  }

  @Test
  void groupsMayComeWithTheRules() throws DeckException {
    DeckReport report =
        read(
            "area,origin,rate\nNear mobile,@home,0.1\nAustria,,0.2\n",
            DeckRules.STRICT.withGroups(Map.of("Near mobile", "43664 43676", "home", "43")),
            NOW);
    assertThat(rows(report.deck()))
        .containsExactly("43<=0.2000", "43664<43=0.1000", "43676<43=0.1000");
    assertThat(refused("area,rate\n43,1\n", DeckRules.STRICT.withGroups(Map.of("a", "x"))))
        .hasMessageContaining("group a: 'x' is neither digits nor a country");
    assertThat(
            assertInstanceOf(DeckException.class, refused("area,rate\nMoon,1\n", DeckRules.STRICT)))
        .hasMessageContaining("no prefixes are known for 'Moon'");
  }
}
