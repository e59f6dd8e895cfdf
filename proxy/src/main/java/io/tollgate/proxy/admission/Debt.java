package io.tollgate.proxy.admission;

import io.tollgate.proxy.admission.SpendMeter.Day;
import io.tollgate.proxy.limit.Funding;
import io.tollgate.proxy.trunk.Trunk;
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
    implements Settlement, Funding.Unbounded {
  @Override
  public void settle(Money charge) {
    ledger.spent(this, charge);
  }
}
