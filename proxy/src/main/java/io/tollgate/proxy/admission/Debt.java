package io.tollgate.proxy.admission;

import io.tollgate.proxy.admission.SpendMeter.Day;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.MaxDuration;
import io.tollgate.rating.charge.Money;

/**
 * An emergency call: it goes on for as long as it takes, and what it costs is owed afterwards,
 * whatever is left. Other calls can then use the less.
 *
 * @param purse the account's
 * @param trunk whose call it is
 * @param day when its INVITE came in
 */
record Debt(Purse purse, Trunk trunk, Day day) implements Settlement {
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
    purse.take(trunk, day, charge.nanos());
  }
}
