package io.tollgate.rating.deck;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.Terms;
import io.tollgate.rating.number.Countries;
import io.tollgate.rating.number.Country;
import io.tollgate.rating.number.E164;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListTest {
  private static final Country AUSTRIA = country("AT");
  private static final Country US = country("US");
  private static final Country JAMAICA = country("JM");

  private static Country country(String iso) {
    return Countries.named(iso).orElseThrow();
  }

  /**
   * Rows as {@code destination origin rate}, origin {@code *} for the default, rate {@code x}
   * barred.
   */
  private static RateDeck deck(String... rows) {
    RateDeckBuilder deck = RateDeck.builder(DeckSettings.of("demo", "USD"));
    for (String row : rows) {
      String[] cells = row.split(" ");
      boolean barred = cells[2].equals("x");
      Terms terms = Terms.of(Money.parse(barred ? "0" : cells[2]), Increments.PER_MINUTE);
      deck.add(
          new Rate(cells[0], cells[1].equals("*") ? "" : cells[1], new Price(barred, terms, "")));
    }
    return deck.build();
  }

  private static List<String> list(Country country, String... rows) {
    return PriceList.of(deck(rows), country).groups().stream()
        .map(g -> g.destinations() + " from " + g.origins() + ": " + g.ratePerMinute())
        .toList();
  }

  @Test
  void equalPricesForEqualOriginsComeTogether() {
    assertThat(
            list(
                AUSTRIA,
                "43 * 0.05",
                "43664 * 0.40",
                "43664 33 0.04",
                "43664 49 0.04",
                "43676 * 0.40",
                "43676 33 0.04",
                "43676 49 0.04",
                "43699 * 0.40",
                "44 * 0.01"))
        .containsExactly(
            "[43] from []: 0.0500",
            "[43664, 43676, 43699] from []: 0.4000",
            "[43664, 43676] from [33, 49]: 0.0400");
  }

  @Test
  void whatIsBarredHasNoPrice() {
    assertThat(list(AUSTRIA, "43 * 0.05", "43900 * x", "43901 * 1.00", "43901 7 x"))
        .containsExactly("[43] from []: 0.0500", "[43901] from []: 1.0000");
  }

  @Test
  void aRowOfAllOfPlusOneIsTheStatesPriceAndJamaicasWhereItHasNone() {
    assertThat(list(US, "1 * 0.0075", "1 1232 0.015")).hasSize(2);
    assertThat(list(JAMAICA, "1 * 0.0075")).containsExactly("[1] from []: 0.0075");
    assertThat(list(JAMAICA, "1 * 0.0075", "1876 * 0.30", "1658 * 0.30"))
        .containsExactly("[1658, 1876] from []: 0.3000");
    assertThat(list(US, "1 * 0.0075", "1876 * 0.30")).containsExactly("[1] from []: 0.0075");
  }

  @Test
  void aRowForSomeOriginsLeavesTheOthersToTheShorterDestination() {
    assertThat(list(JAMAICA, "1 * 0.0075", "1876 44 0.30", "1658 * 0.30"))
        .containsExactly(
            "[1] from []: 0.0075", "[1658] from []: 0.3000", "[1876] from [44]: 0.3000");
  }

  @Test
  void aPrefixWhoseLongerOnesTakeAllItsCallsIsNotAsked() {
    String[] rows = new String[11];
    rows[0] = "4 * 9.00";
    for (int digit = 0; digit < 10; digit++) {
      rows[digit + 1] = "43" + digit + " * 0.05";
    }
    assertThat(list(AUSTRIA, rows)).hasSize(1).first().asString().endsWith(": 0.0500");
    rows[5] = "4 33 9.00";
    assertThat(list(AUSTRIA, rows)).contains("[4] from [, 33]: 9.0000");
  }

  @Test
  void aCountryWithoutPricesHasAnEmptyList() {
    assertThat(list(AUSTRIA, "44 * 0.01", "4 44 0.02")).containsExactly("[4] from [44]: 0.0200");
    assertThat(list(AUSTRIA, "44 * 0.01")).isEmpty();
  }

  /** What any call is charged stands in its country's list, and in that of no other price. */
  @ParameterizedTest
  @CsvSource({"US", "JM", "GB", "JE", "RU", "KZ", "VA", "IT"})
  void everyPriceThatACallCanHaveIsInTheList(String iso) {
    SplittableRandom random = new SplittableRandom(iso.hashCode());
    Country country = country(iso);
    List<String> exact = country.exactPrefixes();
    for (int round = 0; round < 30; round++) {
      RateDeck deck = random(random, exact);
      PriceList list = PriceList.of(deck, country);
      for (int call = 0; call < 50; call++) {
        String start = exact.get(random.nextInt(exact.size()));
        E164 to = E164.of("+" + start + digits(random, 11 - Math.min(10, start.length())));
        E164 from = E164.of("+" + (1 + random.nextInt(2)) + digits(random, 8));
        if (Rater.rate(deck, to, from) instanceof RatingResult.Rated(var tariff)) {
          assertThat(
                  list.groups().stream()
                      .filter(g -> g.destinations().contains(tariff.destinationPrefix()))
                      .filter(g -> g.origins().contains(tariff.originPrefix()))
                      .map(PriceList.Group::ratePerMinute))
              .as("%s from %s", to, from)
              .containsExactly(tariff.ratePerMinute());
        }
      }
    }
  }

  private static RateDeck random(SplittableRandom random, List<String> exact) {
    RateDeckBuilder deck = RateDeck.builder(DeckSettings.of("demo", "USD"));
    List<String> rows =
        random
            .ints(60, 0, exact.size())
            .mapToObj(i -> exact.get(i) + digits(random, 3))
            .map(prefix -> prefix.substring(0, 1 + random.nextInt(prefix.length())))
            .flatMap(
                prefix ->
                    random
                        .ints(2, 0, 3)
                        .mapToObj(origin -> prefix + (origin == 0 ? " " : " " + origin)))
            .distinct()
            .collect(Collectors.toList());
    for (String row : rows) {
      String[] cells = row.split(" ", -1);
      Money rate = new Money(1_000_000L * (1 + random.nextInt(4)));
      deck.add(
          new Rate(
              cells[0],
              cells[1],
              new Price(random.nextInt(10) == 0, Terms.of(rate, Increments.PER_MINUTE), "")));
    }
    return deck.build();
  }

  private static String digits(SplittableRandom random, int count) {
    return random.ints(count, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
  }
}
