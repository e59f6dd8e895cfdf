package io.tollgate.proxy.admission;

import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.trunk.Account;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A bank in memory that several ledgers draw from. */
final class PooledBank implements CreditBank {
  /** What nobody has drawn. */
  long left;

  final Map<String, Long> holds = new HashMap<>();

  PooledBank(long left) {
    this.left = left;
  }

  @Override
  public long draw(Account account, long wanted) {
    long drawn = Math.max(0, Math.min(wanted, left));
    left -= drawn;
    return drawn;
  }

  @Override
  public void giveBack(String account, long nanos) {
    left += nanos;
  }

  @Override
  public void hold(List<CreditBook.Hold> noted) {
    noted.forEach(hold -> holds.put(hold.call(), hold.amount()));
  }

  @Override
  public long adopt(String call) {
    return holds.getOrDefault(call, 0L);
  }
}
