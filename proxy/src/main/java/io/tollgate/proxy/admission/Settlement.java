package io.tollgate.proxy.admission;

import io.tollgate.proxy.limit.Funding;
import io.tollgate.rating.charge.Money;

/** How a call is paid, and what comes of it when the call is over. */
interface Settlement extends Funding {

  /** The call is over and costs this much. Safe for any thread; once. */
  void settle(Money charge);
}
