package io.tollgate.proxy.route.health;

import io.tollgate.proxy.store.Sql;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreException;
import java.time.Instant;
import java.util.List;

/**
 * What operators keep new calls from, in the node's own database: a start of the edge sends no
 * calls to a gateway that was drained before.
 *
 * <p>For any thread but event loops: every method waits for the disk, and throws a {@link
 * StoreException} where that fails.
 */
public final class DrainBook {
  private static final String SELECT =
      "SELECT carrier, gateway, since FROM drained_gateway ORDER BY carrier, gateway";
  private static final String INSERT =
      "INSERT OR IGNORE INTO drained_gateway (carrier, gateway, since) VALUES (?, ?, ?)";
  private static final String DELETE =
      "DELETE FROM drained_gateway WHERE carrier = ? AND gateway = ?";

  private final Store store;

  /**
   * A gateway that gets no new calls.
   *
   * @param since when an operator said so
   */
  public record Drain(String carrier, String gateway, Instant since) {}

  /**
   * A book.
   *
   * @param store stays the caller's to close, after this
   */
  public DrainBook(Store store) {
    this.store = store;
  }

  /** All of them, by name. */
  public List<Drain> kept() {
    return store.read(
        connection ->
            Sql.list(
                connection,
                SELECT,
                row ->
                    new Drain(
                        row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)))));
  }

  /** Keeps one; where it is kept already, the earlier moment stands. */
  public void drained(String carrier, String gateway, Instant now) {
    store.write(connection -> Sql.update(connection, INSERT, carrier, gateway, now.toEpochMilli()));
  }

  /** Forgets one; nothing happens where it is not kept. */
  public void undrained(String carrier, String gateway) {
    store.write(connection -> Sql.update(connection, DELETE, carrier, gateway));
  }
}
