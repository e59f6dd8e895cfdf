package io.tollgate.proxy.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Begins and ends transactions in SQLite's own words.
 *
 * <p>The driver's {@code commit()} and {@code rollback()} begin the next transaction at once. Where
 * SQLite itself has rolled back (disk full, I/O error), its {@code rollback()} fails and the next
 * transaction is never begun: from then on every statement would commit alone and every commit
 * fail. So the driver is told to keep out ({@link #prepare}).
 */
enum Transaction {
  /** Sees one moment of the database; must not write. */
  READ("BEGIN DEFERRED"),
  /** Takes the write lock first, so that what it reads stays true until it has written. */
  WRITE("BEGIN IMMEDIATE");

  private final String begin;

  Transaction(String begin) {
    this.begin = begin;
  }

  /** Turns the driver's own transactions off; the connection is outside any afterwards. */
  static Connection prepare(Connection connection) throws SQLException {
    try {
      connection.setAutoCommit(false);
      execute(connection, "COMMIT"); // the one that the line above began
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Does the work in a transaction of this kind and commits it; where the work or the commit fails,
   * nothing of it stays.
   */
  <T> T run(Connection connection, SqlWork<T> work) throws SQLException {
    execute(connection, begin);
    try {
      T result = work.on(connection);
      execute(connection, "COMMIT");
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(connection, e);
      throw e;
    }
  }

  private static void rollBack(Connection connection, Throwable why) {
    try {
      execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      // Mostly "no transaction is active": after a disk error SQLite has rolled back by itself.
      why.addSuppressed(e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
