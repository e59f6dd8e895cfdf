package io.tollgate.proxy;

import io.tollgate.proxy.deck.DeckSwap;
import io.tollgate.proxy.http.DeckSource;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The decks of the running edge and who is priced by which, for whoever asks over HTTP. */
final class PricesInForce implements DeckSource {
  private final Supplier<InForce> inForce;
  private final RateDecks decks;
  private final DeckSwap swap;

  PricesInForce(Supplier<InForce> inForce, RateDecks decks, DeckSwap swap) {
    this.inForce = inForce;
    this.decks = decks;
    this.swap = swap;
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
