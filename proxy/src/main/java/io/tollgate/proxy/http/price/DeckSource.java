package io.tollgate.proxy.http.price;

import io.tollgate.proxy.deck.DeckSwap;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.deck.RateDeck;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Knows the decks that calls are priced by. Asked on virtual threads, many at once. */
public interface DeckSource {

  /** The decks in force now, by id: those that the next call is priced by. */
  Map<String, RateDeck> inForce();

  /**
   * The id of the deck that prices the calls of an account; empty where there is no such account.
   */
  Optional<String> deckOf(String account);

  /** The decks that the calls of a moment to come are priced by, as far as it is known now. */
  default Map<String, RateDeck> inForce(Instant at) {
    return inForce();
  }

  /** Where decks are put in force; empty where they cannot be. */
  default Optional<DeckSwap> swap() {
    return Optional.empty();
  }

  /** What an account pays for calls that no deck prices; empty where nothing is agreed. */
  default Optional<PriceBook> pricesOf(String account) {
    return Optional.empty();
  }
}
