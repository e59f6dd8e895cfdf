package io.tollgate.proxy.route;

import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.E164;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Costs by the carriers' decks that are in force when they are asked for. */
public final class CarrierDecks implements CostTable {
  private final Map<String, String> deckIds;
  private final RateDecks decks;

  /**
   * Costs of these carriers.
   *
   * @param decks where theirs are among others
   */
  public CarrierDecks(List<Carrier> carriers, RateDecks decks) {
    Map<String, String> ids = new HashMap<>();
    carriers.forEach(carrier -> carrier.deck().ifPresent(deck -> ids.put(carrier.id(), deck)));
    this.deckIds = Map.copyOf(ids);
    this.decks = decks;
  }

  @Override
  public Cost cost(String carrier, E164 to, Optional<E164> from) {
    String id = deckIds.get(carrier);
    if (id == null) {
      return Cost.UNKNOWN;
    }
    Optional<RateDeck> deck = decks.find(id);
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
