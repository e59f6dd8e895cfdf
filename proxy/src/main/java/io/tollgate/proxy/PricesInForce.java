package io.tollgate.proxy;

import io.tollgate.proxy.deck.DeckSwap;
import io.tollgate.proxy.deck.PriceBooks;
import io.tollgate.proxy.http.price.DeckSource;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The decks of the running edge and who is priced by which, for whoever asks over HTTP. */
final class PricesInForce implements DeckSource {
  private final Supplier<InForce> inForce;
  private final RateDecks decks;
  private final DeckSwap swap;
  private final PriceBooks books;

  PricesInForce(Supplier<InForce> inForce, RateDecks decks, DeckSwap swap, PriceBooks books) {
    this.inForce = inForce;
    this.decks = decks;
    this.swap = swap;
    this.books = books;
  }

  @Override
  public Map<String, RateDeck> inForce(Instant at) {
    Map<String, RateDeck> found = new HashMap<>();
    for (String id : decks.all().keySet()) {
      decks.find(id, at).ifPresent(deck -> found.put(id, deck));
    }
    return found;
  }

  @Override
  public Optional<PriceBook> pricesOf(String account) {
    return books.of(account);
  }

  @Override
  public Map<String, RateDeck> inForce() {
    return decks.all();
  }

  @Override
  public Optional<String> deckOf(String account) {
    return Optional.ofNullable(inForce.get().accounts().get(account)).map(Account::deck);
  }

  @Override
  public Optional<DeckSwap> swap() {
    return Optional.of(swap);
  }
}
