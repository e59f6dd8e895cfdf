package io.tollgate.proxy.admission;

import io.tollgate.proxy.admission.SpendMeter.Day;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.MaxDuration;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import java.time.Duration;

/**
 * The money that is set aside for one call: what it costs up to {@link #paidSeconds}, stretch by
 * stretch. So many short stretches share what an account has left, and the last of it pays for the
 * last second that it can.
 *
 * <p>Belongs to the call's loop, but for {@link #settle}, which any thread may call once.
 */
final class Reservation implements Settlement {
  /** What a call is paid for at a time. Each stretch costs one note in the store. */
  static final int STRETCH_SECONDS = 60;

  private final CreditLedger ledger;
  private final Purse purse;
  private final String call;
  private final Trunk trunk;
  private final Tariff tariff;
  private final Day day;
  private final Purse.Counted counted;
  private long paidSeconds;
  private boolean answered;
  private HangupCause cause = HangupCause.NO_CREDIT;

  /** In nanos; read by whatever thread settles. */
  private volatile long amount;

  Reservation(CreditLedger ledger, Purse purse, String call, Trunk trunk, Tariff tariff, Day day) {
    this.ledger = ledger;
    this.purse = purse;
    this.call = call;
    this.trunk = trunk;
    this.tariff = tariff;
    this.day = day;
    this.counted = purse.counted(trunk);
  }

  String call() {
    return call;
  }

  Trunk trunk() {
    return trunk;
  }

  long amount() {
    return amount;
  }

  /** What the call is refused with where not even its beginning could be paid for. */
  HangupCause refusal() {
    return cause;
  }

  @Override
  public long paidSeconds() {
    return paidSeconds;
  }

  @Override
  public boolean extend() {
    // A call within its grace period or free seconds has to be able to pay for what comes after.
    long first = Math.max(tariff.graceSeconds(), tariff.freeSeconds() + 1L);
    boolean more = pay(Math.max(paidSeconds + STRETCH_SECONDS, first));
    if (more && answered) {
      ledger.note(this);
    }
    ledger.drawWhereLow(trunk.account(), purse, !more);
    return more;
  }

  /**
   * Goes on where another process had to stop. A call of which nothing was noted yet pays for what
   * was talked as soon as anybody asks for how long it may go on.
   *
   * @param paid what is set aside for it already, in nanos; in no purse so far
   */
  void resume(long paid) {
    synchronized (purse) {
      purse.drawn(paid);
      purse.take(counted, day, paid);
      amount = paid;
      paidSeconds = MaxDuration.seconds(tariff, new Money(paid));
    }
    answered();
  }

  private boolean pay(long wanted) {
    synchronized (purse) {
      Purse.Left left = purse.left(trunk, counted, day);
      cause = left.cause();
      long most = left.nanos() > Long.MAX_VALUE - amount ? Long.MAX_VALUE : left.nanos() + amount;
      long seconds = endOfIncrement(wanted);
      long cost = cost(seconds);
      if (cost > most) {
        seconds = MaxDuration.seconds(tariff, new Money(most));
        if (seconds <= paidSeconds) {
          return false;
        }
        cost = cost(seconds);
      }
      purse.take(counted, day, cost - amount);
      amount = cost;
      paidSeconds = seconds;
      return true;
    }
  }

  /** The last second that costs as much as this one, by the increments. */
  private long endOfIncrement(long seconds) {
    long billed = tariff.increments().bill(Math.max(0, seconds - tariff.freeSeconds()));
    return Math.max(seconds, billed + tariff.freeSeconds());
  }

  private long cost(long seconds) {
    try {
      return tariff.charge(Duration.ofSeconds(seconds)).total().nanos();
    } catch (ArithmeticException beyondAllMoney) {
      return Long.MAX_VALUE;
    }
  }

  @Override
  public void answered() {
    answered = true;
    ledger.note(this);
  }

  @Override
  public HangupCause exhausted() {
    return cause == HangupCause.NO_CREDIT ? HangupCause.CREDIT_EXHAUSTED : cause;
  }

  /** What it did not cost goes back. */
  @Override
  public void settle(Money charge) {
    ledger.forget(call);
    purse.settle(counted, trunk.id(), day, amount, charge.nanos());
  }
}
