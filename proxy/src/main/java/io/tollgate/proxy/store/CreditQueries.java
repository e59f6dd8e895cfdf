package io.tollgate.proxy.store;

import io.tollgate.proxy.store.CreditBook.DaySpend;
import io.tollgate.proxy.store.CreditBook.Entry;
import io.tollgate.proxy.store.CreditBook.Hold;
import io.tollgate.proxy.store.CreditBook.Standing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What a database says of accounts' money: the node's own, or one that a command reads while an
 * edge writes it. Static, without state.
 */
public final class CreditQueries {
  private CreditQueries() {}

  /** The accounts, by name. */
  public static List<Standing> standings(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        """
        SELECT account, currency, balance_nanos, granted_nanos,
          (SELECT coalesce(sum(amount_nanos), 0) FROM credit_hold h
           WHERE h.account = a.account AND orphaned = 1)
        FROM credit_account a ORDER BY account\
        """,
        row ->
            new Standing(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5)));
  }

  /** The latest entries of an account, newest first. */
  public static List<Entry> entries(Connection connection, String account, int atMost)
      throws SQLException {
    return Sql.list(
        connection,
        "SELECT * FROM credit_entry WHERE account = ? ORDER BY seq DESC LIMIT ?",
        CreditQueries::entry,
        account,
        atMost);
  }

  /** The calls whose process is gone and whose records have not come. */
  public static List<Hold> orphans(Connection connection, String account) throws SQLException {
    return Sql.list(
        connection,
        "SELECT call, account, amount_nanos FROM credit_hold"
            + " WHERE account = ? AND orphaned = 1 ORDER BY call",
        CreditQueries::hold,
        account);
  }

  /** What an account spent since a day. */
  static List<DaySpend> spentBy(Connection connection, String account, int since)
      throws SQLException {
    return Sql.list(
        connection,
        "SELECT day, sum(amount_nanos) FROM spend WHERE account = ? AND day >= ? GROUP BY day",
        CreditQueries::daySpend,
        account,
        since);
  }

  /** What one of its trunks spent since a day. */
  static List<DaySpend> spentBy(Connection connection, String account, String trunk, int since)
      throws SQLException {
    return Sql.list(
        connection,
        "SELECT day, amount_nanos FROM spend WHERE account = ? AND trunk = ? AND day >= ?",
        CreditQueries::daySpend,
        account,
        trunk,
        since);
  }

  /** A whole row of {@code credit_entry}. */
  static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString("id"),
        row.getString("account"),
        row.getLong("amount_nanos"),
        row.getString("note"),
        Instant.ofEpochMilli(row.getLong("made_at")));
  }

  /** Call, account and amount of a {@code credit_hold}. */
  static Hold hold(ResultSet row) throws SQLException {
    return new Hold(row.getString(1), row.getString(2), row.getLong(3));
  }

  private static DaySpend daySpend(ResultSet row) throws SQLException {
    return new DaySpend(row.getInt(1), row.getLong(2));
  }
}
