package io.tollgate.proxy.deck;

import io.tollgate.proxy.store.DeckVersions;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import java.time.InstantSource;

/**
 * Puts decks in force, under the number that their content has had since it was first seen.
 *
 * <p>Safe for any thread but an event loop: it waits for the store. Loops see the new deck at their
 * next look-up, the whole of it, and wait for nothing; calls keep the tariff that they took.
 */
public final class DeckSwap {
  private final DeckVersions versions;
  private final RateDecks decks;
  private final InstantSource clock;

  /**
   * Swaps decks.
   *
   * @param decks where calls find theirs
   * @param clock when a content is first seen
   */
  public DeckSwap(DeckVersions versions, RateDecks decks, InstantSource clock) {
    this.versions = versions;
    this.decks = decks;
    this.clock = clock;
  }

  /**
   * Puts a deck in the place of the one with its id.
   *
   * @return the deck in force, with its number
   * @throws io.tollgate.proxy.store.StoreException where the number cannot be kept; the deck that
   *     was in force still is
   */
  public RateDeck put(LoadedDeck loaded) {
    String id = loaded.deck().id();
    RateDeck numbered =
        loaded.deck().withVersion(versions.versionOf(id, loaded.sha256(), clock.instant()));
    decks.put(numbered);
    return numbered;
  }

  /** What to call the deck in force, such as {@code demo@12}. */
  String inForce(String id) {
    return decks.find(id).map(RateDeck::toString).orElse(id);
  }
}
