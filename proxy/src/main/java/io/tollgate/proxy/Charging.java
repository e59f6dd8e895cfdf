package io.tollgate.proxy;

import io.tollgate.proxy.cdr.CdrOutbox;
import io.tollgate.proxy.cdr.SqliteCdrStore;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.deck.DeckSwap;
import io.tollgate.proxy.deck.DeckWatch;
import io.tollgate.proxy.deck.PriceBooks;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.store.DeckVersions;
import io.tollgate.proxy.store.Store;
import io.tollgate.rating.deck.RateDecks;
import java.time.InstantSource;

/**
 * What calls are priced by, paid from and written down in.
 *
 * @param decks the decks in force
 * @param swap puts others in force
 * @param watch follows the decks' files
 * @param books the accounts' price books
 * @param credit the accounts' money
 * @param cdrs the records that are written
 * @param outbox those that are not yet
 */
record Charging(
    RateDecks decks,
    DeckSwap swap,
    DeckWatch watch,
    PriceBooks books,
    CreditInForce credit,
    SqliteCdrStore cdrs,
    CdrOutbox outbox) {

  /**
   * Reads and opens all of them. Money is closed after the last record, which charges what it says.
   *
   * @throws StartFailure where a balance is in another currency than its account's prices
   */
  static Charging start(TollgateConfig config, InForce first, Store store, RunningParts running)
      throws StartFailure {
    RateDecks decks = new RateDecks();
    DeckVersions versions = new DeckVersions(store);
    DeckSwap swap = new DeckSwap(versions, decks, InstantSource.system());
    PriceBooks books = new PriceBooks(versions, InstantSource.system());
    books.replace(first.priceBooks());
    CreditInForce credit = CreditInForce.start(config, new CreditBook(store));
    running.add("credit", credit::close);
    config.decks().forEach(swap::put); // under the numbers that their contents have had before
    DeckWatch watch = DeckWatch.start(config.decks(), swap);
    running.add("deck watch", watch::close);
    SqliteCdrStore cdrs = new SqliteCdrStore(store);
    CdrOutbox outbox = new CdrOutbox(cdrs, CdrOutbox.Settings.DEFAULT);
    running.add("records", outbox::close);
    return new Charging(decks, swap, watch, books, credit, cdrs, outbox);
  }
}
