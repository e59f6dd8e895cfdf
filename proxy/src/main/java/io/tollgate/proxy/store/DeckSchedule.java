package io.tollgate.proxy.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

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
          OptionalInt last = lastByFile(connection, deck);
          if (last.isEmpty() || last.getAsInt() != version) {
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
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(SINCE)) {
            statement.setString(1, deck);
            statement.setLong(2, now.toEpochMilli());
            try (ResultSet rows = statement.executeQuery()) {
              List<Entry> entries = new ArrayList<>();
              while (rows.next()) {
                entries.add(new Entry(rows.getInt(1), Instant.ofEpochMilli(rows.getLong(2))));
              }
              return entries;
            }
          }
        });
  }

  private static OptionalInt lastByFile(Connection connection, String deck) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LAST_BY_FILE)) {
      statement.setString(1, deck);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty();
      }
    }
  }

  private static void insert(
      Connection connection, String deck, int version, Instant effective, String by)
      throws SQLException {
    String sql = "INSERT INTO deck_schedule (deck, version, effective, put_by) VALUES (?,?,?,?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, deck);
      statement.setInt(2, version);
      statement.setLong(3, effective.toEpochMilli());
      statement.setString(4, by);
      statement.executeUpdate();
    }
  }
}
