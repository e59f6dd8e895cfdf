package io.tollgate.proxy.admission;

import io.tollgate.proxy.admission.SpendMeter.Day;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.MaxDuration;
import io.tollgate.rating.charge.Money;

/**
 * A call that nothing bounds, since it is an emergency or nobody counted when it began: it goes on
 * for as long as it takes, and what it costs counts afterwards, in whatever counts by then.
 *
 * @param counted what counted when it began
 * @param trunk whose call it is
 * @param day when its INVITE came in
 */
record Debt(CreditLedger ledger, Purse.Counted counted, Trunk trunk, Day day)
    implements Settlement {
  @Override
  public long paidSeconds() {
    return MaxDuration.UNLIMITED;
  }

  @Override
  public boolean extend() {
    return false;
  }

  @Override
  public void answered() {}

  @Override
  public HangupCause exhausted() {
    return HangupCause.CREDIT_EXHAUSTED;
  }

  @Override
  public void settle(Money charge) {
    ledger.spent(this, charge);
  }
}
