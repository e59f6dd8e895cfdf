package io.tollgate.proxy.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Gives the contents of a deck their numbers: 1, 2, 3 … in the order in which they were first
 * loaded. The same content keeps its number, whenever it comes back, so a record's deck and version
 * name one price list for good.
 *
 * <p>Safe for any thread but an event loop.
 */
public final class DeckVersions {
  private static final String KNOWN =
      "SELECT version FROM deck_version WHERE deck = ? AND sha256 = ?";
  private static final String NEXT =
      """
      INSERT INTO deck_version (deck, version, sha256, loaded_at)
      SELECT ?1, coalesce(max(version), 0) + 1, ?2, ?3 FROM deck_version WHERE deck = ?1
      RETURNING version\
      """;

  private static final int SHA_256_BYTES = 32;

  private final Store store;

  public DeckVersions(Store store) {
    this.store = store;
  }

  /** The texts of the versions. */
  public DeckContents contents() {
    return new DeckContents(store);
  }

  /** When the versions count. */
  public DeckSchedule schedule() {
    return new DeckSchedule(store);
  }

  /**
   * The version number of this content of this deck.
   *
   * @param deck the deck's id in the configuration
   * @param sha256 the digest of its content, 32 bytes
   * @param now when it was loaded; kept for content that is new
   * @return 1 or more
   * @throws StoreException where the database cannot be written
   */
  public int versionOf(String deck, byte[] sha256, Instant now) {
    if (sha256.length != SHA_256_BYTES) {
      throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + sha256.length);
    }
    return store.write(
        connection -> {
          Optional<Integer> known =
              Sql.first(connection, KNOWN, row -> row.getInt(1), deck, sha256);
          return known.isPresent()
              ? known.get()
              : Sql.first(connection, NEXT, row -> row.getInt(1), deck, sha256, now.toEpochMilli())
                  .orElseThrow();
        });
  }
}
