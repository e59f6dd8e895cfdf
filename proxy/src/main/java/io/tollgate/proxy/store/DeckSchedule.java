package io.tollgate.proxy.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which version of a deck counts from when. What came in last counts, whichever way it came: a file
 * that has not changed since does not displace an upload at the next start.
 *
 * <p>Safe for any thread but an event loop.
 */
public final class DeckSchedule {
  private static final String LAST_BY_FILE =
      "SELECT version FROM deck_schedule WHERE deck = ? AND put_by = 'file' ORDER BY seq DESC"
          + " LIMIT 1";
  private static final String SINCE =
      """
      SELECT version, effective FROM deck_schedule
      WHERE deck = ?1 AND seq IN
        (SELECT max(seq) FROM deck_schedule WHERE deck = ?1 GROUP BY effective)
      AND effective >= coalesce(
        (SELECT max(effective) FROM deck_schedule WHERE deck = ?1 AND effective <= ?2), 0)
      ORDER BY effective\
      """;

  private final Store store;

  public DeckSchedule(Store store) {
    this.store = store;
  }

  /** A version and the moment from which it counts, to the millisecond. */
  public record Entry(int version, Instant effective) {}

  /**
   * A file holds this version now; where it held it already when it was last looked at, nothing
   * changes.
   *
   * @throws StoreException where the database cannot be written
   */
  public void putByFile(String deck, int version, Instant now) {
    store.write(
        connection -> {
          Optional<Integer> last = Sql.first(connection, LAST_BY_FILE, row -> row.getInt(1), deck);
          if (last.isEmpty() || last.get() != version) {
            insert(connection, deck, version, now, "file");
          }
          return 0;
        });
  }

  /**
   * Somebody wants this version to count from a moment on.
   *
   * @throws StoreException where the database cannot be written
   */
  public void putByUpload(String deck, int version, Instant effective) {
    store.write(
        connection -> {
          insert(connection, deck, version, effective, "upload");
          return 0;
        });
  }

  /** The version in force, if there is one, and those to come, by their moments. */
  public List<Entry> since(String deck, Instant now) {
    return store.read(
        connection ->
            Sql.list(
                connection,
                SINCE,
                row -> new Entry(row.getInt(1), Instant.ofEpochMilli(row.getLong(2))),
                deck,
                now.toEpochMilli()));
  }

  private static void insert(
      Connection connection, String deck, int version, Instant effective, String by)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO deck_schedule (deck, version, effective, put_by) VALUES (?,?,?,?)",
        deck,
        version,
        effective.toEpochMilli(),
        by);
  }
}
