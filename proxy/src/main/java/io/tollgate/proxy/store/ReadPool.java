package io.tollgate.proxy.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sqlite.ProgressHandler;

/**
 * A few reading connections, each used by one platform thread at a time: SQLite works inside native
 * calls, which would pin the carriers of virtual threads for as long as a query takes.
 *
 * <p>A query that goes on for too long is stopped, because the moment of the database that it looks
 * at keeps the write-ahead log from being cut back.
 */
final class ReadPool {
  private final ExecutorService threads;
  private final Queue<Reader> idle = new ConcurrentLinkedQueue<>();
  private final Duration patience;

  /**
   * Opens the connections.
   *
   * @param size how many queries run at the same time
   * @param patience how long one may take
   */
  ReadPool(SqliteConnections connections, int size, Duration patience) throws SQLException {
    this.patience = patience;
    this.threads =
        Executors.newFixedThreadPool(
            size, Thread.ofPlatform().name("store-reader-", 0).daemon().factory());
    try {
      for (int i = 0; i < size; i++) {
        idle.add(new Reader(connections.openReader()));
      }
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  /** Where work for {@link #read} has to run. */
  ExecutorService threads() {
    return threads;
  }

  /** Runs the work on a free connection. To be called on one of the pool's {@link #threads()}. */
  <T> T read(SqlWork<T> work) throws SQLException {
    Reader reader = idle.remove(); // there are as many as threads
    try {
      return reader.run(work, patience);
    } finally {
      idle.add(reader);
    }
  }

  /** Waits for the queries that are under way, then closes the connections. */
  void close() throws SQLException {
    threads.close();
    for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
      reader.connection.close();
    }
  }

  /** One connection and the moment at which its query has taken too long. */
  private static final class Reader {
    /** SQLite's virtual machine asks this often, in instructions of its own, whether to go on. */
    private static final int INSTRUCTIONS_BETWEEN_LOOKS = 100_000;

    private final Connection connection;
    private long deadline;

    Reader(Connection connection) throws SQLException {
      this.connection = connection;
      ProgressHandler.setHandler(
          connection,
          INSTRUCTIONS_BETWEEN_LOOKS,
          new ProgressHandler() {
            @Override
            protected int progress() {
              return System.nanoTime() - deadline > 0 ? 1 : 0;
            }
          });
    }

    <T> T run(SqlWork<T> work, Duration patience) throws SQLException {
      deadline = System.nanoTime() + patience.toNanos();
      return Transaction.READ.run(connection, work);
    }
  }
}
