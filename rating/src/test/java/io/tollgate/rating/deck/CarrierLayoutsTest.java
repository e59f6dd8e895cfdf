package io.tollgate.rating.deck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.RatingResult.NoRate;
import io.tollgate.rating.charge.RatingResult.Rated;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.deck.DeckRules.Unpriced;
import io.tollgate.rating.deck.RateDeck.UnknownOrigin;
import io.tollgate.rating.number.Countries;
import io.tollgate.rating.number.E164;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The lists that carriers publish, read as they come and priced as they say. */
class CarrierLayoutsTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final DeckSettings SETTINGS = DeckSettings.of("carrier", "USD");
  private static final String A_TO_Z = "sdf-outbound-rates.csv";
  private static final int ROWS = 27_523;
  private static final int UNPRICED = 9;

  private static DeckReport read(String name, DeckRules rules) throws DeckException {
    return RateDeckReader.read(Resources.input(name), SETTINGS.withRules(rules), NOW);
  }

  @ParameterizedTest(name = "to {1} from {0}: {5}")
  @CsvFileSource(resources = "twilio_layout_expected.csv", numLinesToSkip = 1)
  void everyExampleOfTheBandedLayout(
      String origin, String destination, String rate, String matched, String matchedOrigin)
      throws DeckException {
    for (UnknownOrigin policy : UnknownOrigin.values()) {
      DeckReport report =
          RateDeckReader.read(
              Resources.input("twilio_layout_fixture.csv"),
              SETTINGS.withUnknownOrigin(policy),
              NOW);
      assertThat(report.layout()).isEqualTo("CSV, twilio");
      E164 to = E164.of(destination);
      RatingResult result =
          E164.parse(origin == null ? "" : origin)
              .map(from -> Rater.rate(report.deck(), to, from))
              .orElseGet(() -> Rater.rateUnknownOrigin(report.deck(), to));
      if (rate == null) {
        assertThat(result).isInstanceOf(NoRate.class);
        continue;
      }
      Tariff tariff = assertInstanceOf(Rated.class, result).tariff();
      assertThat(tariff.ratePerMinute()).isEqualTo(Money.parse(rate));
      assertThat(tariff.destinationPrefix()).isEqualTo(matched);
      assertThat(tariff.originPrefix()).isEqualTo(matchedOrigin == null ? "" : matchedOrigin);
    }
  }

  @Test
  void rowsWithoutAPriceRefuseTheListUnlessItsPolicySaysWhatTheyMean() {
    DeckException refused = assertThrows(DeckException.class, () -> read(A_TO_Z, DeckRules.STRICT));
    assertThat(refused.problems()).hasSize(UNPRICED);
    assertThat(refused.problems().getFirst().toString())
        .matches("\\d+:\\d+: rate: it is empty; .*");
  }

  @ParameterizedTest
  @EnumSource(
      value = Unpriced.class,
      names = {"SKIP", "BAR"})
  void rowsWithoutAPriceAreSkippedOrBarred(Unpriced policy) throws DeckException {
    DeckReport report = read(A_TO_Z, DeckRules.STRICT.withUnpriced(policy));
    assertThat(report.layout()).isEqualTo("CSV, a-z");
    assertThat(report.counts().rows()).isEqualTo(ROWS);
    assertThat(report.counts().unpriced()).isEqualTo(UNPRICED);
    assertThat(report.counts().conflicts()).isZero();
    assertThat(report.warnings()).hasSize(UNPRICED);
    assertThat(report.deck().size()).isEqualTo(policy == Unpriced.SKIP ? ROWS - UNPRICED : ROWS);
    // 43820 has no price; 43 has one.
    RatingResult premium =
        Rater.rate(report.deck(), E164.of("+43820123456"), E164.of("+4312345678"));
    if (policy == Unpriced.BAR) {
      assertThat(premium).isEqualTo(new RatingResult.Blocked("43820"));
    } else {
      assertThat(assertInstanceOf(Rated.class, premium).tariff().destinationPrefix())
          .isEqualTo("43");
    }
  }

  @Test
  void lenientlyTheRowsWithoutAPriceAreLeftOutAndListed() throws DeckException {
    DeckReport report = read(A_TO_Z, DeckRules.STRICT.withLenient(true));
    assertThat(report.deck().size()).isEqualTo(ROWS - UNPRICED);
    assertThat(report.leftOut()).hasSize(UNPRICED).allMatch(p -> p.field().equals("rate"));
  }

  /** A row of the list, read with a few lines that know nothing of the product. */
  private record Line(String prefix, String rate, String increments) {}

  @Test
  void twentyThousandLookUpsEqualAScanOfTheList() throws Exception {
    RateDeck deck = read(A_TO_Z, DeckRules.STRICT.withUnpriced(Unpriced.SKIP)).deck();
    Map<String, Line> lines = new HashMap<>();
    Pattern row = Pattern.compile("(?:\"[^\"]*\"|[^,]*),(\\d+),(\\d+),(\\d+),([0-9.]*),.*");
    Resources.text(A_TO_Z)
        .lines()
        .skip(1)
        .forEach(
            text -> {
              Matcher cells = row.matcher(text);
              assertThat(cells.matches()).as(text).isTrue();
              if (!cells.group(4).isEmpty()) {
                lines.put(
                    cells.group(1),
                    new Line(
                        cells.group(1), cells.group(4), cells.group(2) + "/" + cells.group(3)));
              }
            });
    assertThat(lines).hasSize(ROWS - UNPRICED);
    // By the first digit only, so that the scan stays a scan and the build quick.
    Map<String, List<Line>> byBegin =
        lines.values().stream()
            .collect(Collectors.groupingBy(line -> line.prefix().substring(0, 1)));
    List<String> prefixes = lines.keySet().stream().sorted().toList();
    SplittableRandom random = new SplittableRandom(20_000);
    E164 caller = E164.of("+33123456789");
    int rated = 0;
    for (int i = 0; i < 20_000; i++) {
      String begin =
          i % 4 == 0
              ? Integer.toString(random.nextInt(1, 10_000))
              : prefixes.get(random.nextInt(prefixes.size()));
      String number = begin + Long.toString(random.nextLong(100_000, 1_000_000));
      number = number.substring(0, Math.min(15, number.length()));
      if (i % 3 == 0 && number.length() > 8) {
        number = number.substring(0, 8);
      }
      Line expected = null;
      for (Line line : byBegin.getOrDefault(number.substring(0, 1), List.of())) {
        if (number.startsWith(line.prefix())
            && (expected == null || line.prefix().length() > expected.prefix().length())) {
          expected = line;
        }
      }
      RatingResult result = Rater.rate(deck, E164.of("+" + number), caller);
      if (expected == null) {
        assertThat(result).as(number).isInstanceOf(NoRate.class);
      } else {
        Tariff tariff = assertInstanceOf(Rated.class, result).tariff();
        assertThat(tariff.destinationPrefix()).as(number).isEqualTo(expected.prefix());
        assertThat(tariff.ratePerMinute()).isEqualTo(Money.parse(expected.rate()));
        assertThat(tariff.increments()).hasToString(expected.increments());
        rated++;
      }
    }
    assertThat(rated).isBetween(15_000, 19_999);
  }

  /** The list names destinations in words only: mobile networks have to be said as prefixes. */
  @Test
  void bandsOfOriginsWithTheDestinationInWords() throws DeckException {
    String file = "telnyx_spain_origin_bands_2026-08.csv";
    DeckException refused = assertThrows(DeckException.class, () -> read(file, DeckRules.STRICT));
    assertThat(refused.problems())
        .anyMatch(p -> p.toString().contains("no prefixes are known for 'Spain - Mobile'"));

    DeckReport report =
        read(
            file,
            DeckRules.STRICT
                .withLenient(true)
                .withGroups(Map.of("Spain - Mobile", "346 347", "Spain - Fixed", "348 349")));
    assertThat(report.layout()).isEqualTo("CSV, telnyx");
    RateDeck deck = report.deck();
    E164 landline = E164.of("+34912345678");
    E164 mobile = E164.of("+34612345678");
    assertThat(rate(deck, landline, "+34931234567")).isEqualTo("0.0120"); // local
    assertThat(rate(deck, mobile, "+34931234567")).isEqualTo("0.0280");
    assertThat(rate(deck, mobile, "+4930123456")).isEqualTo("0.0211"); // from the EEA
    assertThat(rate(deck, mobile, "+81312345678")).isEqualTo("0.0221"); // not surcharged
    assertThat(rate(deck, mobile, "+12125550100")).isEqualTo("0.0233"); // from elsewhere
    assertThat(rate(deck, E164.of("+34512345678"), "+12125550100")).isEqualTo("0.4001");
    assertThat(report.leftOut()).isNotEmpty();
  }

  @Test
  void aPricingApisAnswerIsADeck() throws DeckException {
    DeckReport report = read("plivo_gb_pricing_sample.json", DeckRules.STRICT);
    assertThat(report.layout()).isEqualTo("JSON, pricing-api");
    assertThat(report.leftOut()).isEmpty();
    RateDeck deck = report.deck();
    assertThat(rate(deck, E164.of("+442071234567"), "+33123456789")).isEqualTo("0.01318");
    assertThat(rate(deck, E164.of("+447458212345"), "+33123456789")).isEqualTo("0.4420");
    assertThat(rate(deck, E164.of("+447700123456"), "+33123456789")).isEqualTo("0.2550");
    assertThat(rate(deck, E164.of("+447710123456"), "+33123456789")).isEqualTo("0.0204");
  }

  @Test
  void theAnnouncementsExampleIsADeckCommentsIncluded() throws Exception {
    String text = Resources.text("origin-based-pricing-api.txt");
    String answer = text.substring(text.indexOf('{', text.indexOf("starting February 15, 2021)")));
    answer = answer.substring(0, answer.indexOf("\n}") + 2);
    assertThat(answer).contains("//blank string represents default rate");
    RateDeck deck =
        RateDeckReader.read(
                DeckInput.of("answer", answer.getBytes(StandardCharsets.UTF_8)), SETTINGS, NOW)
            .deck();
    E164 to = E164.of("+12125550100");
    for (String origin : List.of("1232", "1434", "1652")) {
      assertThat(rate(deck, to, "+" + origin + "5550100")).isEqualTo("0.0150");
    }
    assertThat(rate(deck, to, "+13035550100")).isEqualTo("0.0075");
    assertThat(rate(deck, to, "+4930123456")).isEqualTo("0.0075");
    assertThat(deck.size()).isEqualTo(4);
  }

  /** Who pays less, where, and how much, as the published text says it. */
  @Test
  void thePublishedFigures() throws Exception {
    String faq = Resources.text("zentrunk-faq.txt");
    Matcher dear = Pattern.compile("will cost you \\$(\\d\\.\\d+), however").matcher(faq);
    Matcher cheap = Pattern.compile("will only cost you \\$(\\d\\.\\d+),").matcher(faq);
    assertThat(dear.find() && cheap.find()).isTrue();
    List<String> destinations =
        Pattern.compile("(?m)^ +\\d+\\. ([A-Z][a-z]+)$")
            .matcher(faq)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(destinations).hasSize(10);
    Matcher list = Pattern.compile("qualify for origin-based prices:\\s+([^.]+)\\.").matcher(faq);
    assertThat(list.find()).isTrue();
    List<String> origins = List.of(list.group(1).strip().split(",\\s*"));
    assertThat(origins).hasSize(31);

    RateDeck deck = RateDeckReader.read(Path.of("../config/decks/demo.csv"), SETTINGS);
    E164 austrianMobile = E164.of("+436641234567");
    assertThat(rate(deck, austrianMobile, "+12125550100")).isEqualTo(dear.group(1));
    for (String origin : origins) {
      String from = "+" + Countries.named(origin).orElseThrow().exactPrefixes().getFirst();
      from = (from + "1234567").substring(0, Math.min(12, from.length() + 7));
      assertThat(rate(deck, austrianMobile, from)).as(origin).isEqualTo(cheap.group(1));
      for (String destination : destinations) {
        String to = Countries.named(destination).orElseThrow().exactPrefixes().getFirst();
        E164 landline = E164.of(("+" + to + "1234567").substring(0, Math.min(12, to.length() + 8)));
        assertThat(Money.parse(rate(deck, landline, from)))
            .as("%s to %s", origin, destination)
            .isLessThan(Money.parse(rate(deck, landline, "+12125550100")));
      }
    }
  }

  private static String rate(RateDeck deck, E164 to, String from) {
    RatingResult result = Rater.rate(deck, to, E164.of(from));
    return assertInstanceOf(Rated.class, result).tariff().ratePerMinute().toString();
  }
}
