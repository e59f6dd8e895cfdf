package io.tollgate.proxy.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Single statements, prepared, carried out and closed. Values are bound in the order of their place
 * holders: texts, whole numbers and byte arrays.
 *
 * <p>Static, without state; to be used inside a {@link SqlWork}. For what is done thousands of
 * times a second, a statement that stays prepared is the better choice.
 */
public final class Sql {
  private Sql() {}

  /**
   * What a row says.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * Reads the row that the cursor is at.
     *
     * @throws SQLException where a column is missing or something else
     */
    T of(ResultSet row) throws SQLException;
  }

  /** All rows of a query, in its order. */
  public static <T> List<T> list(
      Connection connection, String sql, Reading<T> reading, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reading.of(rows));
      }
      return all;
    }
  }

  /** The first row of a query, or of what a change returns; the change is made whole. */
  public static <T> Optional<T> first(
      Connection connection, String sql, Reading<T> reading, Object... values) throws SQLException {
    return list(connection, sql, reading, values).stream().findFirst();
  }

  /**
   * Makes a change.
   *
   * @return how many rows it has changed
   */
  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
