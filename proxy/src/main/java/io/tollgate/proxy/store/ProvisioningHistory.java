package io.tollgate.proxy.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * Who changed what, and when, in the node's database. Rows stay until an operator deletes them.
 *
 * <p>Every method waits for the database: for any thread but an event loop.
 */
public final class ProvisioningHistory {
  private static final String COLUMNS =
      "made_at, author, source, action, path, changed, changes, entry, sha256";
  private static final String INSERT =
      "INSERT INTO provisioning (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq";
  private static final String DELETE = "DELETE FROM provisioning WHERE seq = ?";
  private static final String LATEST =
      "SELECT seq, " + COLUMNS + " FROM provisioning WHERE seq < ? ORDER BY seq DESC LIMIT ?";
  private static final String LATEST_OF =
      "SELECT seq, "
          + COLUMNS
          + " FROM provisioning WHERE path = ? AND seq < ? ORDER BY seq DESC LIMIT ?";

  private final Store store;

  /**
   * A history.
   *
   * @param store stays the caller's to close
   */
  public ProvisioningHistory(Store store) {
    this.store = store;
  }

  /**
   * Writes a change down; it is on the disk when this returns.
   *
   * @return its id
   * @throws StoreException where that cannot be done
   */
  public long add(ConfigChange change) {
    return store.write(
        connection ->
            Sql.first(
                    connection,
                    INSERT,
                    row -> row.getLong(1),
                    change.at().toEpochMilli(),
                    change.by(),
                    change.from(),
                    change.action(),
                    change.path(),
                    String.join(
                        "\n", change.changed().stream().map(ProvisioningHistory::oneLine).toList()),
                    change.changes(),
                    change.entry(),
                    change.sha256())
                .orElseThrow());
  }

  /**
   * Strikes a change out that came to nothing after all.
   *
   * @throws StoreException where that cannot be done
   */
  public void remove(long id) {
    store.write(connection -> Sql.update(connection, DELETE, id));
  }

  /**
   * The latest changes, newest first.
   *
   * @param before only those with lower ids
   * @param path only those of this entry, such as {@code trunks.acme-hq}; empty for all
   * @param limit at most so many
   * @throws StoreException where they cannot be read
   */
  public List<ConfigChange.Kept> latest(OptionalLong before, String path, int limit) {
    long below = before.orElse(Long.MAX_VALUE);
    return store.read(
        connection ->
            path.isEmpty()
                ? Sql.list(connection, LATEST, ProvisioningHistory::kept, below, limit)
                : Sql.list(connection, LATEST_OF, ProvisioningHistory::kept, path, below, limit));
  }

  private static ConfigChange.Kept kept(ResultSet row) throws SQLException {
    return new ConfigChange.Kept(
        row.getLong(1),
        new ConfigChange(
            Instant.ofEpochMilli(row.getLong(2)),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7).lines().toList(),
            row.getInt(8),
            row.getString(9),
            row.getString(10)));
  }

  /** Names in a file may hold anything; here a line break parts them. */
  private static String oneLine(String path) {
    return path.replaceAll("\\R", "\uFFFD");
  }
}
