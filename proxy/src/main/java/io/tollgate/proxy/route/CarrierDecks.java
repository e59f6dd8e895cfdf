package io.tollgate.proxy.route;

import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.E164;
import java.util.Optional;
import java.util.function.Function;

/** Costs by the carriers' decks that are in force when they are asked for. */
public final class CarrierDecks implements CostTable {
  private final Function<String, Optional<String>> deckIds;
  private final RateDecks decks;

  /**
   * Costs by carriers' decks.
   *
   * @param deckIds the id of a carrier's deck by the carrier's; asked for every call
   * @param decks where theirs are among others
   */
  public CarrierDecks(Function<String, Optional<String>> deckIds, RateDecks decks) {
    this.deckIds = deckIds;
    this.decks = decks;
  }

  @Override
  public long estimate(
      String carrier, E164 to, Optional<E164> from, String currency, long seconds) {
    Optional<String> id = deckIds.apply(carrier);
    if (id.isEmpty()) {
      return UNCOMPARABLE;
    }
    Optional<RateDeck> deck = decks.find(id.get());
    if (deck.isEmpty()) {
      return NOT_TAKEN;
    }
    if (!deck.get().currency().equals(currency)) {
      return UNCOMPARABLE;
    }
    long estimate = Rater.estimate(deck.get(), to, from, seconds);
    return estimate == Rater.NO_ESTIMATE ? NOT_TAKEN : estimate;
  }

  @Override
  public Cost cost(String carrier, E164 to, Optional<E164> from) {
    Optional<String> id = deckIds.apply(carrier);
    if (id.isEmpty()) {
      return Cost.UNKNOWN;
    }
    Optional<RateDeck> deck = decks.find(id.get());
    if (deck.isEmpty()) {
      return Cost.NOT_TAKEN;
    }
    return switch (Rater.rate(deck.get(), to, from)) {
      case RatingResult.Rated(var tariff) -> new Cost.Known(tariff);
      case RatingResult.NoRate() -> Cost.NOT_TAKEN;
      case RatingResult.Blocked blocked -> Cost.NOT_TAKEN;
    };
  }
}
