package io.tollgate.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.charge.Terms;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.Price;
import io.tollgate.rating.deck.Rate;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.E164;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarrierDecksTest {
  private static final E164 MOBILE = E164.of("+436641234567");
  private static final Optional<E164> PARIS = Optional.of(E164.of("+33123456789"));
  private static final Optional<E164> NEW_YORK = Optional.of(E164.of("+12125550100"));

  private final RateDecks decks = new RateDecks();
  private final CostTable costs =
      new CarrierDecks(
          carrier ->
              switch (carrier) {
                case "c1" -> Optional.of("wholesale");
                case "c3" -> Optional.of("lost");
                default -> Optional.empty();
              },
          decks);

  CarrierDecksTest() {
    decks.put(
        RateDeck.builder(DeckSettings.of("wholesale", "USD"))
            .add(row("43664", "", "0.3000", false))
            .add(row("43664", "33", "0.0120", false))
            .add(row("881", "", "9.0000", true))
            .build());
  }

  private static Rate row(String destination, String origin, String rate, boolean blocked) {
    return new Rate(
        destination,
        origin,
        new Price(blocked, Terms.of(Money.parse(rate), Increments.PER_SECOND), ""));
  }

  private String rate(Optional<E164> from) {
    return costs.cost("c1", MOBILE, from).known().orElseThrow().ratePerMinute().toString();
  }

  @Test
  void aCarrierChargesByDestinationAndOriginToo() {
    assertThat(rate(PARIS)).isEqualTo("0.0120");
    assertThat(rate(NEW_YORK)).isEqualTo("0.3000");
    assertThat(rate(Optional.empty())).isEqualTo("0.3000");
  }

  @Test
  void theDeckThatIsInForceCounts() {
    decks.put(
        RateDeck.builder(DeckSettings.of("wholesale", "USD").withVersion(2))
            .add(row("43", "", "0.0500", false))
            .build());
    assertThat(costs.cost("c1", MOBILE, PARIS).known().map(Tariff::deckVersion)).contains(2);
  }

  @Test
  void whatADeckDoesNotPriceOrBarsIsNotTaken() {
    assertThat(costs.cost("c1", E164.of("+819012345678"), PARIS)).isEqualTo(Cost.NOT_TAKEN);
    assertThat(costs.cost("c1", E164.of("+881612345678"), PARIS)).isEqualTo(Cost.NOT_TAKEN);
    assertThat(costs.cost("c3", MOBILE, PARIS)).isEqualTo(Cost.NOT_TAKEN);
  }

  @Test
  void aCarrierWithoutADeckHasNoKnownCost() {
    assertThat(costs.cost("c2", MOBILE, PARIS)).isEqualTo(Cost.UNKNOWN);
    assertThat(costs.cost("c9", MOBILE, PARIS)).isEqualTo(Cost.UNKNOWN);
    assertThat(CostTable.NONE.cost("c1", MOBILE, PARIS)).isEqualTo(Cost.UNKNOWN);
  }

  /** A price per minute by the started minute against a cost per minute with a connect fee. */
  @ParameterizedTest
  @CsvSource({
    "0.0390, USD, 0.0120, 0.0000, 60,  0.0270,  true",
    "0.0120, USD, 0.0120, 0.0000, 60,  0.0000,  true",
    "0.0110, USD, 0.0120, 0.0000, 60,  -0.0010, false",
    "0.0390, USD, 0.0120, 0.0300, 60,  -0.0030, false",
    "0.0390, USD, 0.0120, 0.0300, 120, 0.0240,  true",
    "0.0110, EUR, 0.0120, 0.0000, 60,  unknown, true"
  })
  void aDearerCarrierIsKeptFromTheCall(
      String price, String currency, String rate, String fee, int call, String left, boolean ok) {
    Tariff paid = tariff(price, currency, "0.0000");
    Cost cost = new Cost.Known(tariff(rate, "USD", fee));
    Duration typical = Duration.ofSeconds(call);
    assertThat(MarginGuard.margin(paid, cost, typical).map(Money::toString).orElse("unknown"))
        .isEqualTo(left);
    assertThat(MarginGuard.allows(paid, cost, typical)).isEqualTo(ok);
  }

  private static Tariff tariff(String rate, String currency, String fee) {
    return new Tariff(
        "d",
        1,
        currency,
        4,
        "43",
        "",
        Money.parse(rate),
        Money.parse(fee),
        Money.ZERO,
        Money.ZERO,
        Increments.PER_MINUTE,
        0,
        0);
  }

  @Test
  void anUnknownCostIsNoReasonAndARefusalIs() {
    Tariff paid = tariff("0.0001", "USD", "0.0000");
    assertThat(MarginGuard.allows(paid, Cost.UNKNOWN, Duration.ofMinutes(1))).isTrue();
    assertThat(MarginGuard.allows(paid, Cost.NOT_TAKEN, Duration.ofMinutes(1))).isFalse();
  }
}
