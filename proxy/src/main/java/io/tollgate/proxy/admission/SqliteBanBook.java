package io.tollgate.proxy.admission;

import io.tollgate.proxy.store.Sql;
import io.tollgate.proxy.store.SqlWork;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bans in the node's own database. Writing happens on a thread of its own, one after the other;
 * where more come than it can write, or the disk fails, the ban holds and is forgotten by the next
 * start.
 */
public final class SqliteBanBook implements BanBook, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteBanBook.class);
  private static final int MOST_WAITING = 1_024;
  private static final long FAREWELL_SECONDS = 2;

  private static final String SELECT =
      "SELECT source, offence, number, since, until FROM ban ORDER BY since";
  private static final String REPLACE =
      "INSERT OR REPLACE INTO ban (source, offence, number, since, until) VALUES (?, ?, ?, ?, ?)";
  private static final String DELETE = "DELETE FROM ban WHERE source = ?";

  private final Store store;
  private final ThreadPoolExecutor writing =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("bans").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * A book.
   *
   * @param store stays the caller's to close, after this
   */
  public SqliteBanBook(Store store) {
    this.store = store;
  }

  @Override
  public List<Ban> kept() {
    return store.read(
        connection ->
            Sql.list(
                connection,
                SELECT,
                row ->
                    new Ban(
                        row.getString(1),
                        Offence.valueOf(row.getString(2)),
                        row.getInt(3),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5)))));
  }

  @Override
  public void banned(Ban ban) {
    write(
        connection ->
            Sql.update(
                connection,
                REPLACE,
                ban.source(),
                ban.offence().name(),
                ban.number(),
                ban.since().toEpochMilli(),
                ban.until().toEpochMilli()));
  }

  @Override
  public void lifted(String source) {
    write(connection -> Sql.update(connection, DELETE, source));
  }

  private void write(SqlWork<Integer> work) {
    writing.execute(
        () -> {
          try {
            store.write(work);
          } catch (StoreException e) {
            LOG.warn("a ban is not kept beyond this run: {}", e.getMessage());
          }
        });
  }

  /** Finishes what waits, for two seconds at most. */
  @Override
  public void close() {
    writing.shutdown();
    try {
      if (!writing.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("some bans are not kept beyond this run");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever closes has to hurry
    }
  }
}
