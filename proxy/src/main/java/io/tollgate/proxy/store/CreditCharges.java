package io.tollgate.proxy.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes out of balances what records charge, within the transaction that writes the records: a
 * record and its charge are there together or not at all. Static, without state.
 */
public final class CreditCharges {
  private CreditCharges() {}

  /**
   * What a record charges.
   *
   * @param call the record's id
   * @param day of UTC, since 1970-01-01
   * @param amount in nanos
   * @param answered whether money may be held for the call
   */
  public record Charged(
      String call, String account, String trunk, int day, long amount, boolean answered) {}

  private record DayOfTrunk(String account, String trunk, int day) {}

  /** Charges what these records say, none of which was there before. */
  public static void charge(Connection connection, List<Charged> records) throws SQLException {
    Map<String, Long> byAccount = new HashMap<>();
    Map<DayOfTrunk, Long> byDay = new HashMap<>();
    for (Charged record : records) {
      byAccount.merge(record.account(), record.amount(), CreditCharges::sum);
      if (record.amount() != 0) {
        byDay.merge(
            new DayOfTrunk(record.account(), record.trunk(), record.day()),
            record.amount(),
            CreditCharges::sum);
      }
    }
    spend(connection, byDay);
    List<String> withCredit = take(connection, byAccount);
    for (Charged record : records) {
      if (record.answered() && withCredit.contains(record.account())) {
        letGo(connection, record);
      }
    }
  }

  /** What no amount can hold is the most that one can: a record is written whatever it says. */
  private static long sum(long one, long other) {
    long sum = one + other;
    boolean overflowed = ((one ^ sum) & (other ^ sum)) < 0;
    return overflowed ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  private static void spend(Connection connection, Map<DayOfTrunk, Long> byDay)
      throws SQLException {
    for (Map.Entry<DayOfTrunk, Long> spent : byDay.entrySet()) {
      Sql.update(
          connection,
          """
          INSERT INTO spend VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
            amount_nanos = amount_nanos + excluded.amount_nanos\
          """,
          spent.getKey().account(),
          spent.getKey().trunk(),
          spent.getKey().day(),
          spent.getValue());
    }
  }

  /** Those accounts that somebody counts the money of. */
  private static List<String> take(Connection connection, Map<String, Long> byAccount)
      throws SQLException {
    List<String> withCredit = new ArrayList<>();
    for (Map.Entry<String, Long> charge : byAccount.entrySet()) {
      int known =
          Sql.update(
              connection,
              "UPDATE credit_account SET balance_nanos = balance_nanos - ?1,"
                  + " granted_nanos = granted_nanos - ?1 WHERE account = ?2",
              charge.getValue(),
              charge.getKey());
      if (known > 0) {
        withCredit.add(charge.getKey());
      }
    }
    return withCredit;
  }

  /** Nobody has what was left over of an orphan's money but the book itself. */
  private static void letGo(Connection connection, Charged record) throws SQLException {
    Optional<Long> orphan =
        Sql.first(
            connection,
            "DELETE FROM credit_hold WHERE call = ? RETURNING orphaned * amount_nanos",
            row -> row.getLong(1),
            record.call());
    if (orphan.isPresent() && orphan.get() != 0) {
      CreditBook.grant(connection, record.account(), record.amount() - orphan.get());
    }
  }
}
