package io.tollgate.rating.deck;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The decks in force, by id. Any thread may read and replace; a reader sees a deck as a whole or
 * its successor as a whole, and one volatile read finds it.
 */
public final class RateDecks {

  private volatile Map<String, RateDeck> decks = Map.of();

  /** The deck of that id. */
  public Optional<RateDeck> find(String id) {
    return Optional.ofNullable(decks.get(id));
  }

  /** Puts a deck in force in the place of the one with its id, if there is one. */
  public synchronized void put(RateDeck deck) {
    Map<String, RateDeck> changed = new HashMap<>(decks);
    changed.put(deck.id(), deck);
    decks = Map.copyOf(changed);
  }

  /** Every deck in force. */
  public Map<String, RateDeck> all() {
    return decks;
  }
}
