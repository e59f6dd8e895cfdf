package io.tollgate.proxy.admission;

import io.tollgate.proxy.limit.Funding;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.rating.charge.Money;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** All that a call of a trunk holds: its place among the calls that are up, and its money. */
public final class CallPermit implements Permit {
  private final Runnable place;
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile Optional<Settlement> money = Optional.empty();

  /**
   * A permit without money.
   *
   * @param place gives the place back; run once
   */
  CallPermit(Runnable place) {
    this.place = place;
  }

  void paidBy(Settlement settlement) {
    money = Optional.of(settlement);
  }

  @Override
  public void release(Money charge) {
    if (released.compareAndSet(false, true)) {
      place.run();
      money.ifPresent(settlement -> settlement.settle(charge));
    }
  }

  @Override
  public Funding funding() {
    return money.<Funding>map(settlement -> settlement).orElse(Funding.UNCOUNTED);
  }
}
