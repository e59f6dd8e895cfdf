package io.tollgate.proxy.http.trunk;

import io.tollgate.proxy.store.CreditBook;
import io.tollgate.rating.charge.Money;
import java.util.List;
import java.util.Optional;

/** The money of accounts, as the administration server shows and changes it. For any thread. */
public interface CreditSource {
  /** Where nobody counts money. */
  CreditSource NONE =
      new CreditSource() {
        @Override
        public List<View> accounts() {
          return List.of();
        }

        @Override
        public List<CreditBook.Entry> entries(String account, int atMost) {
          return List.of();
        }

        @Override
        public List<CreditBook.Hold> orphans(String account) {
          return List.of();
        }

        @Override
        public CreditBook.Entered enter(CreditBook.Entry entry) {
          return CreditBook.Entered.NO_ACCOUNT;
        }

        @Override
        public boolean release(String call) {
          return false;
        }
      };

  /**
   * An account whose money is counted.
   *
   * @param kind {@code prepaid} or {@code postpaid}; empty where the configuration has no credit
   *     for it any more
   * @param limit how far the balance may go below nothing
   * @param balance what was entered less what records charged
   * @param reserved what is set aside for calls that are up
   * @param held what calls had set aside that were up when an earlier process died
   * @param spentToday of UTC, what is set aside counted in
   * @param spentThisMonth of UTC, what is set aside counted in
   */
  record View(
      String account,
      String currency,
      String kind,
      Money limit,
      Money balance,
      Money reserved,
      Money held,
      Money spentToday,
      Money spentThisMonth) {}

  /** The accounts, by name. */
  List<View> accounts();

  /** An account by its name. */
  default Optional<View> account(String name) {
    return accounts().stream().filter(view -> view.account().equals(name)).findFirst();
  }

  /** The latest changes besides calls, newest first. */
  List<CreditBook.Entry> entries(String account, int atMost);

  /** The calls whose money is held. */
  List<CreditBook.Hold> orphans(String account);

  /** Changes a balance. */
  CreditBook.Entered enter(CreditBook.Entry entry);

  /** Lets the money of such a call go; false where there is none. */
  boolean release(String call);
}
