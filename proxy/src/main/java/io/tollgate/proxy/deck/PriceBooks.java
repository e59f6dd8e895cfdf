package io.tollgate.proxy.deck;

import io.tollgate.proxy.file.Sha256;
import io.tollgate.proxy.store.DeckVersions;
import io.tollgate.rating.charge.PriceBook;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts' price books in force, under the numbers that their contents have had since they
 * were first seen, as decks have them: a record names both.
 *
 * <p>Any thread may ask, an event loop too; one volatile read finds a book. Whoever replaces them
 * waits for the store, so that is nothing for a loop.
 */
public final class PriceBooks {
  private final DeckVersions versions;
  private final InstantSource clock;
  private volatile Map<String, PriceBook> books = Map.of();

  /**
   * None, to begin with.
   *
   * @param clock when a content is first seen
   */
  public PriceBooks(DeckVersions versions, InstantSource clock) {
    this.versions = versions;
    this.clock = clock;
  }

  /**
   * Puts these in the place of all that were in force.
   *
   * @param byAccount the accounts' books by the accounts' ids
   * @throws io.tollgate.proxy.store.StoreException where a number cannot be kept; the books that
   *     were in force still are
   */
  public synchronized void replace(Map<String, PriceBook> byAccount) {
    Map<String, PriceBook> numbered = new HashMap<>();
    byAccount.forEach((account, book) -> numbered.put(account, numbered(book)));
    books = Map.copyOf(numbered);
  }

  private PriceBook numbered(PriceBook book) {
    byte[] content = book.withVersion(1).toString().getBytes(StandardCharsets.UTF_8);
    return book.withVersion(versions.versionOf(book.id(), Sha256.of(content), clock.instant()));
  }

  /** The book of an account, if it has one. */
  public Optional<PriceBook> of(String account) {
    return Optional.ofNullable(books.get(account));
  }
}
