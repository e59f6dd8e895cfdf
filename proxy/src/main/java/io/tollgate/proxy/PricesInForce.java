package io.tollgate.proxy;

import io.tollgate.proxy.deck.DeckSwap;
import io.tollgate.proxy.deck.PriceBooks;
import io.tollgate.proxy.http.DeckSource;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The decks of the running edge and who is priced by which, for whoever asks over HTTP. */
final class PricesInForce implements DeckSource {
  private final Map<String, Account> accounts;
  private final RateDecks decks;
  private final DeckSwap swap;
  private final PriceBooks books;

  PricesInForce(List<Account> accounts, RateDecks decks, DeckSwap swap, PriceBooks books) {
    this.accounts =
        accounts.stream().collect(Collectors.toUnmodifiableMap(Account::id, Function.identity()));
    this.decks = decks;
    this.swap = swap;
    this.books = books;
  }

  @Override
  public Map<String, RateDeck> inForce(Instant at) {
    Map<String, RateDeck> inForce = new HashMap<>();
    for (String id : decks.all().keySet()) {
      decks.find(id, at).ifPresent(deck -> inForce.put(id, deck));
    }
    return inForce;
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
    return Optional.ofNullable(accounts.get(account)).map(Account::deck);
  }

  @Override
  public Optional<DeckSwap> swap() {
    return Optional.of(swap);
  }
}
