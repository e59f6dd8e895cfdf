package io.tollgate.proxy.call;

import io.tollgate.proxy.admission.CreditBank;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.trunk.Account;
import java.util.List;

/** A bank of one account, for tests: it has what the test put in. */
final class PaidInBank implements CreditBank {
  /** In 10⁻⁹ of the currency unit. */
  long left;

  @Override
  public long draw(Account account, long wanted) {
    long drawn = Math.min(left, wanted);
    left -= drawn;
    return drawn;
  }

  @Override
  public void giveBack(String account, long nanos) {
    left += nanos;
  }

  @Override
  public void hold(List<CreditBook.Hold> holds) {}

  @Override
  public long adopt(String call) {
    return 0;
  }
}
