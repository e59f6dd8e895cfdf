package io.tollgate.rating.deck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.RatingResult.NoRate;
import io.tollgate.rating.charge.RatingResult.Rated;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.Countries;
import io.tollgate.rating.number.Country;
import io.tollgate.rating.number.E164;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The deck that ships with the product, and the published example in it. */
class DemoDeckTest {

  private static final Path FILE = Path.of("../config/decks/demo.csv");
  private static final E164 AUSTRIAN_MOBILE = E164.of("+436641234567");

  /** The 31 countries whose callers pay the lower prices, as published. */
  private static final List<String> INSIDE =
      List.of(
          ("Austria, Belgium, Bulgaria, Croatia, Cyprus, Czech Republic, Denmark, Estonia, Finland,"
                  + " France, Germany, Greece, Hungary, Iceland, Ireland, Italy, Latvia,"
                  + " Liechtenstein, Lithuania, Luxembourg, Malta, Netherlands, Norway, Poland,"
                  + " Portugal, Romania, Slovakia, Slovenia, Spain, Sweden, United Kingdom")
              .split(", "));

  private static RateDeck deck;

  @BeforeAll
  static void read() throws DeckException {
    deck = RateDeckReader.read(FILE, DeckSettings.of("demo", "USD"));
  }

  @Test
  void everyOneOfThe31CountriesPaysTheInsidePrice() {
    assertThat(INSIDE).hasSize(31);
    for (String name : INSIDE) {
      Country country = Countries.named(name).orElseThrow();
      for (String prefix : country.exactPrefixes()) {
        E164 caller =
            E164.of("+" + prefix + "1234567".substring(0, Math.min(7, 15 - prefix.length())));
        assertThat(rated(AUSTRIAN_MOBILE, caller).ratePerMinute())
            .as("%s, %s", name, caller)
            .isEqualTo(Money.parse("0.0390"));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "+13035550100, United States",
    "+441481712345, Guernsey",
    "+441534712345, Jersey",
    "+441624712345, Isle of Man",
    "+447781123456, Guernsey mobile",
    "+390669812345, Vatican",
    "+41441234567, Switzerland",
    "+81312345678, Japan",
    "+3781234567, San Marino"
  })
  void callersFromElsewherePayTheOutsidePrice(String caller, String where) {
    Tariff tariff = rated(AUSTRIAN_MOBILE, E164.of(caller));
    assertThat(tariff.ratePerMinute()).as(where).isEqualTo(Money.parse("0.3980"));
    assertThat(tariff.originPrefix()).isEmpty();
  }

  @Test
  void aMinuteToAnAustrianMobileCostsWhatIsPublished() {
    Tariff inside = rated(AUSTRIAN_MOBILE, E164.of("+33123456789"));
    assertThat(inside.charge(Duration.ofSeconds(32)).amount()).hasToString("0.0390");
    assertThat(inside.charge(Duration.ofSeconds(75)).amount()).hasToString("0.0780");
    assertThat(inside.destinationPrefix()).isEqualTo("43664");
    assertThat(inside.originPrefix()).isEqualTo("33");
    assertThat(inside.deck()).isEqualTo("demo");
    assertThat(inside.currency()).isEqualTo("USD");

    Tariff outside = rated(AUSTRIAN_MOBILE, E164.of("+13035550100"));
    assertThat(outside.charge(Duration.ofSeconds(32)).amount()).hasToString("0.3980");
  }

  @Test
  void aHiddenCallerPaysTheOutsidePrice() {
    RatingResult result = Rater.rateUnknownOrigin(deck, AUSTRIAN_MOBILE);
    assertThat(assertInstanceOf(Rated.class, result).tariff().ratePerMinute())
        .isEqualTo(Money.parse("0.3980"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"43", "32", "33", "49", "36", "39", "31", "48", "351", "34"})
  void everyDestinationIsDearerFromOutside(String code) {
    E164 landline = E164.of("+" + code + "21234567");
    Money inside = rated(landline, E164.of("+4930123456")).ratePerMinute();
    Money outside = rated(landline, E164.of("+12125550100")).ratePerMinute();
    assertThat(inside).isLessThan(outside);
  }

  @Test
  void whatIsNotPublishedSaysSo() {
    deck.forEach(
        rate -> {
          boolean published =
              List.of("0.0390", "0.3980").contains(rate.price().terms().ratePerMinute().toString())
                  && rate.price().description().startsWith("Austria mobile");
          assertThat(published || rate.price().description().endsWith("(invented)"))
              .as("%s", rate)
              .isTrue();
        });
  }

  @Test
  void otherDestinationsHaveNoRate() {
    assertThat(Rater.rate(deck, E164.of("+14155550100"), E164.of("+4930123456")))
        .isInstanceOf(NoRate.class);
  }

  private static Tariff rated(E164 destination, E164 origin) {
    return assertInstanceOf(Rated.class, Rater.rate(deck, destination, origin)).tariff();
  }
}
