package io.tollgate.rating.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tollgate.rating.charge.RatingResult.Blocked;
import io.tollgate.rating.charge.RatingResult.NoRate;
import io.tollgate.rating.charge.RatingResult.Rated;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.Price;
import io.tollgate.rating.deck.Rate;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeck.UnknownOrigin;
import io.tollgate.rating.deck.RateDeckBuilder;
import io.tollgate.rating.number.E164;
import org.junit.jupiter.api.Test;

class RaterTest {

  private static final E164 VIENNA = E164.of("+4312345678");
  private static final E164 VIENNA_MOBILE = E164.of("+436641234567");
  private static final E164 PARIS = E164.of("+33123456789");
  private static final E164 NEW_YORK = E164.of("+12125550100");

  @Test
  void pinsTheRowsValues() {
    RateDeck deck =
        deck(UnknownOrigin.DEFAULT).add(row("43", "", "0.10")).add(row("43", "33", "0.02")).build();
    assertThat(Rater.rate(deck.withVersion(12), VIENNA, PARIS))
        .isEqualTo(
            new Rated(
                new Tariff(
                    "demo",
                    12,
                    "USD",
                    4,
                    "43",
                    "33",
                    Money.parse("0.02"),
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO,
                    Increments.PER_MINUTE,
                    0,
                    0)));
    assertThat(tariff(Rater.rate(deck, VIENNA, NEW_YORK)).originPrefix()).isEmpty();
    assertThat(Rater.rate(deck, PARIS, VIENNA)).isEqualTo(new NoRate());
  }

  @Test
  void aBarredRowBarsWhateverItWins() {
    RateDeck deck =
        deck(UnknownOrigin.DEFAULT)
            .add(row("43", "", "0.10"))
            .add(barred("43664", ""))
            .add(row("43664", "33", "0.02"))
            .build();
    assertThat(Rater.rate(deck, VIENNA_MOBILE, NEW_YORK)).isEqualTo(new Blocked("43664"));
    assertThat(tariff(Rater.rate(deck, VIENNA_MOBILE, PARIS)).ratePerMinute())
        .isEqualTo(Money.parse("0.02"));
    assertThat(Rater.rateUnknownOrigin(deck, VIENNA_MOBILE)).isEqualTo(new Blocked("43664"));
  }

  @Test
  void anUnknownOriginTakesTheDefaultRow() {
    RateDeckBuilder rows =
        deck(UnknownOrigin.DEFAULT)
            .add(row("43", "", "0.01"))
            .add(row("43", "33", "0.20"))
            .add(row("43664", "33", "0.30"));
    // 43664 has no default, so its rows are for known origins only.
    Tariff tariff = tariff(Rater.rateUnknownOrigin(rows.build(), VIENNA_MOBILE));
    assertThat(tariff.ratePerMinute()).isEqualTo(Money.parse("0.01"));
    assertThat(tariff.destinationPrefix()).isEqualTo("43");
  }

  @Test
  void anUnknownOriginTakesTheDearestRowOfTheLongestDestination() {
    RateDeck deck =
        deck(UnknownOrigin.HIGHEST)
            .add(row("43", "", "0.90"))
            .add(row("43664", "33", "0.30"))
            .add(row("43664", "49", "0.40"))
            .add(row("43664", "44", "0.40"))
            .build();
    Tariff tariff = tariff(Rater.rateUnknownOrigin(deck, VIENNA_MOBILE));
    assertThat(tariff.ratePerMinute()).isEqualTo(Money.parse("0.40"));
    assertThat(tariff.destinationPrefix()).isEqualTo("43664");
    assertThat(tariff.originPrefix()).isEqualTo("44");
    assertThat(Rater.rateUnknownOrigin(deck, PARIS)).isEqualTo(new NoRate());
  }

  @Test
  void forAnUnknownOriginABarredRowIsTheDearest() {
    RateDeck deck =
        deck(UnknownOrigin.HIGHEST).add(row("43", "", "0.90")).add(barred("43", "33")).build();
    assertThat(Rater.rateUnknownOrigin(deck, VIENNA)).isEqualTo(new Blocked("43"));
  }

  private static Tariff tariff(RatingResult result) {
    return assertInstanceOf(Rated.class, result).tariff();
  }

  private static RateDeckBuilder deck(UnknownOrigin policy) {
    return RateDeck.builder(DeckSettings.of("demo", "USD").withUnknownOrigin(policy));
  }

  private static Rate row(String destination, String origin, String rate) {
    Terms terms = Terms.of(Money.parse(rate), Increments.PER_MINUTE);
    return new Rate(destination, origin, new Price(false, terms, ""));
  }

  private static Rate barred(String destination, String origin) {
    Terms terms = Terms.of(Money.ZERO, Increments.PER_MINUTE);
    return new Rate(destination, origin, new Price(true, terms, ""));
  }
}
