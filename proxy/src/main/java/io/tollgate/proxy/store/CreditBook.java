package io.tollgate.proxy.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What accounts have and spend, as the node's database keeps it. Amounts are nanos: 10⁻⁹ of the
 * currency's unit.
 *
 * <p>A balance is what was entered less what the records say. Of it, and of the credit that comes
 * on top, a node draws blocks to pay calls with; what it has drawn is not there for anybody else. A
 * record takes its charge out of both. The holds name the answered calls that the drawn money is
 * being used up by, so that a crash loses neither the money nor the call. What records charge is in
 * {@link CreditCharges}, how the book is read in {@link CreditQueries}.
 *
 * <p>Safe for any thread but an event loop.
 */
public final class CreditBook {
  /** The largest amount that is entered or lent at once: 10⁹ units. Sums stay far from overflow. */
  public static final long MAX_AMOUNT = 1_000_000_000L * 1_000_000_000L;

  private final Store store;

  public CreditBook(Store store) {
    this.store = store;
  }

  /**
   * An account as it stands.
   *
   * @param balance what was entered less what the records say
   * @param granted what is drawn for calls that have no record yet
   * @param held the part of it that calls of a process that is gone had set aside
   */
  public record Standing(String account, String currency, long balance, long granted, long held) {}

  /** A change of a balance besides calls. */
  public record Entry(String id, String account, long amount, String note, Instant madeAt) {}

  /** What is set aside for an answered call. */
  public record Hold(String call, String account, long amount) {}

  /** What was spent on a day of UTC. */
  public record DaySpend(int day, long amount) {}

  /** What came of an entry. */
  public enum Entered {
    MADE,
    /** An entry with this id is there already, and says the same. */
    ALREADY,
    /** An entry with this id is there already, and says something else. */
    CONTRADICTED,
    NO_ACCOUNT
  }

  /**
   * After a start: what an earlier process had drawn goes back, but for what its calls had set
   * aside when it went.
   */
  public void takeBack() {
    store.write(
        connection -> {
          Sql.update(connection, "UPDATE credit_hold SET orphaned = 1");
          return Sql.update(
              connection,
              """
              UPDATE credit_account SET granted_nanos = (
                SELECT coalesce(sum(amount_nanos), 0) FROM credit_hold h
                WHERE h.account = credit_account.account)\
              """);
        });
  }

  /**
   * Makes an account where it is not there yet.
   *
   * @return the currency that it is in
   */
  public String open(String account, String currency) {
    return store.write(
        connection -> {
          Sql.update(
              connection,
              "INSERT INTO credit_account VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING",
              account,
              currency);
          return Sql.first(
                  connection,
                  "SELECT currency FROM credit_account WHERE account = ?",
                  row -> row.getString(1),
                  account)
              .orElseThrow();
        });
  }

  /**
   * Draws from what an account has left.
   *
   * @param credit how far its balance may go below nothing
   * @param wanted at most so much
   * @return what was drawn, 0 or more; 0 where there is no such account
   */
  public long draw(String account, long credit, long wanted) {
    return store.write(connection -> draw(connection, account, credit, wanted));
  }

  /**
   * Draws for an account that a process begins, or begins again, to count: nothing but this is
   * drawn then, beside what is held.
   *
   * @param credit how far its balance may go below nothing
   * @param setAside what calls that are up have of what was drawn before
   * @param wanted at most so much
   * @return what was drawn, 0 or more; 0 where there is no such account
   */
  public long drawAnew(String account, long credit, long setAside, long wanted) {
    return store.write(
        connection -> {
          Sql.update(
              connection,
              """
              UPDATE credit_account SET granted_nanos = ?1 + (
                SELECT coalesce(sum(amount_nanos), 0) FROM credit_hold h
                WHERE h.account = ?2 AND orphaned = 1)
              WHERE account = ?2\
              """,
              setAside,
              account);
          return draw(connection, account, credit, wanted);
        });
  }

  private static long draw(Connection connection, String account, long credit, long wanted)
      throws SQLException {
    Optional<Long> left =
        Sql.first(
            connection,
            "SELECT balance_nanos - granted_nanos FROM credit_account WHERE account = ?",
            row -> row.getLong(1),
            account);
    long drawn = left.map(l -> Math.max(0, Math.min(wanted, l + credit))).orElse(0L);
    if (drawn > 0) {
      grant(connection, account, drawn);
    }
    return drawn;
  }

  /** Gives back what was drawn and is not needed. */
  public void giveBack(String account, long amount) {
    store.write(connection -> grant(connection, account, -amount));
  }

  /** Draws so much; gives it back where it is below 0. */
  static int grant(Connection connection, String account, long amount) throws SQLException {
    return Sql.update(
        connection,
        "UPDATE credit_account SET granted_nanos = granted_nanos + ? WHERE account = ?",
        amount,
        account);
  }

  /** Notes what is set aside for calls; one that has its record by now needs none any more. */
  public void hold(List<Hold> holds) {
    store.write(
        connection -> {
          for (Hold hold : holds) {
            Sql.update(
                connection,
                """
                INSERT INTO credit_hold
                SELECT ?1, ?2, ?3, 0 WHERE NOT EXISTS (SELECT 1 FROM cdr WHERE id = ?1)
                ON CONFLICT (call) DO UPDATE SET amount_nanos = excluded.amount_nanos\
                """,
                hold.call(),
                hold.account(),
                hold.amount());
          }
          return holds.size();
        });
  }

  /**
   * Gives the money of a call that was up when its process went to the process that carries the
   * call on: as if it had drawn it itself.
   *
   * @return how many nanos; 0 where nothing is held for such a call
   */
  public long adopt(String call) {
    return store.write(
        connection ->
            Sql.first(
                    connection,
                    "UPDATE credit_hold SET orphaned = 0 WHERE call = ? AND orphaned = 1"
                        + " RETURNING amount_nanos",
                    row -> row.getLong(1),
                    call)
                .orElse(0L));
  }

  /** Changes a balance. */
  public Entered enter(Entry entry) {
    return store.write(
        connection -> {
          Optional<Entry> earlier =
              Sql.first(
                  connection,
                  "SELECT * FROM credit_entry WHERE id = ?",
                  CreditQueries::entry,
                  entry.id());
          if (earlier.isPresent()) {
            boolean same =
                earlier.get().account().equals(entry.account())
                    && earlier.get().amount() == entry.amount();
            return same ? Entered.ALREADY : Entered.CONTRADICTED;
          }
          int known =
              Sql.update(
                  connection,
                  "UPDATE credit_account SET balance_nanos = balance_nanos + ? WHERE account = ?",
                  entry.amount(),
                  entry.account());
          if (known == 0) {
            return Entered.NO_ACCOUNT;
          }
          Sql.update(
              connection,
              "INSERT INTO credit_entry (id, account, amount_nanos, note, made_at)"
                  + " VALUES (?, ?, ?, ?, ?)",
              entry.id(),
              entry.account(),
              entry.amount(),
              entry.note(),
              entry.madeAt().toEpochMilli());
          return Entered.MADE;
        });
  }

  /**
   * Lets the money of a call go that was up when its process went, and whose record never came.
   *
   * @return whether there was such a call
   */
  public boolean release(String call) {
    return store.write(
        connection -> {
          Optional<Hold> hold =
              Sql.first(
                  connection,
                  "DELETE FROM credit_hold WHERE call = ? AND orphaned = 1"
                      + " RETURNING call, account, amount_nanos",
                  CreditQueries::hold,
                  call);
          if (hold.isPresent()) {
            grant(connection, hold.get().account(), -hold.get().amount());
          }
          return hold.isPresent();
        });
  }

  /** The accounts, by name. */
  public List<Standing> standings() {
    return store.read(CreditQueries::standings);
  }

  /** The latest entries of an account, newest first. */
  public List<Entry> entries(String account, int atMost) {
    return store.read(connection -> CreditQueries.entries(connection, account, atMost));
  }

  /** The calls whose process is gone and whose records have not come. */
  public List<Hold> orphans(String account) {
    return store.read(connection -> CreditQueries.orphans(connection, account));
  }

  /** What an account spent since a day. */
  public List<DaySpend> spentBy(String account, int since) {
    return store.read(connection -> CreditQueries.spentBy(connection, account, since));
  }

  /** What one of its trunks spent since a day. */
  public List<DaySpend> spentBy(String account, String trunk, int since) {
    return store.read(connection -> CreditQueries.spentBy(connection, account, trunk, since));
  }
}
