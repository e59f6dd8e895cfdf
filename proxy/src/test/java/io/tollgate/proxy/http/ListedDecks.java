package io.tollgate.proxy.http;

import io.tollgate.proxy.http.price.DeckSource;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.deck.RateDeck;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Decks and accounts in maps. */
public final class ListedDecks implements DeckSource {
  public final Map<String, RateDeck> decks = new HashMap<>();
  public final Map<String, String> accounts = new HashMap<>();

  public final Map<String, PriceBook> books = new HashMap<>();

  /** Those that are in force from a moment on. */
  final NavigableMap<Instant, Map<String, RateDeck>> later = new TreeMap<>();

  @Override
  public Map<String, RateDeck> inForce(Instant at) {
    return later.floorEntry(at) == null ? inForce() : later.floorEntry(at).getValue();
  }

  @Override
  public Optional<PriceBook> pricesOf(String account) {
    return Optional.ofNullable(books.get(account));
  }

  @Override
  public Map<String, RateDeck> inForce() {
    return Map.copyOf(decks);
  }

  @Override
  public Optional<String> deckOf(String account) {
    return Optional.ofNullable(accounts.get(account));
  }
}
