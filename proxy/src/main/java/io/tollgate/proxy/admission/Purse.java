package io.tollgate.proxy.admission;

import io.tollgate.proxy.admission.SpendMeter.Day;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.CallLimits.Spending;
import io.tollgate.proxy.trunk.Trunk;
import java.util.HashMap;
import java.util.Map;

/**
 * The money of one account on this node: the block that was drawn for it, less what is set aside
 * and spent, and the spending of it and of its trunks. Its monitor guards all of it; it is held for
 * as long as some additions take.
 */
final class Purse {
  private final SpendMeter spending = new SpendMeter();
  private final Map<String, SpendMeter> byTrunk = new HashMap<>();
  private long free;

  /**
   * What is left, and what bounds it.
   *
   * @param nanos 0 or more
   * @param cause what a call is refused with that costs more
   */
  record Left(long nanos, HangupCause cause) {
    private static final Left ENDLESS = new Left(Long.MAX_VALUE, HangupCause.NO_CREDIT);

    private Left orLess(long others, HangupCause why) {
      return others < nanos ? new Left(Math.max(0, others), why) : this;
    }
  }

  /** What a call of this trunk that began on that day may still cost. */
  synchronized Left left(Trunk trunk, Day day) {
    Account account = trunk.account();
    Left left = Left.ENDLESS;
    if (account.credit().isPresent()) {
      left = left.orLess(free, HangupCause.NO_CREDIT);
    }
    left = within(left, account.limits().spending(), spending, day);
    Spending own = trunk.limits().spending();
    return own.isBounded() ? within(left, own, meter(trunk.id()), day) : left;
  }

  private static Left within(Left left, Spending most, SpendMeter meter, Day day) {
    Left within = left;
    if (most.perDay().isPresent()) {
      long today = most.perDay().get().nanos() - meter.onDay(day);
      within = within.orLess(today, HangupCause.SPEND_DAY);
    }
    if (most.perMonth().isPresent()) {
      long thisMonth = most.perMonth().get().nanos() - meter.inMonth(day);
      within = within.orLess(thisMonth, HangupCause.SPEND_MONTH);
    }
    return within;
  }

  private SpendMeter meter(String trunk) {
    return byTrunk.computeIfAbsent(trunk, id -> new SpendMeter());
  }

  /** Sets aside; gives back where {@code nanos} is negative. */
  synchronized void take(Trunk trunk, Day day, long nanos) {
    if (trunk.account().credit().isPresent()) {
      free -= nanos;
    }
    spending.add(day, nanos);
    if (trunk.limits().spending().isBounded()) {
      meter(trunk.id()).add(day, nanos);
    }
  }

  /** A block was drawn, or given back where {@code nanos} is negative. */
  synchronized void drawn(long nanos) {
    free += nanos;
  }

  /** What was spent before this process. */
  synchronized void spent(Day day, long nanos) {
    spending.add(day, nanos);
  }

  /** What a trunk spent before this process. */
  synchronized void spent(String trunk, Day day, long nanos) {
    meter(trunk).add(day, nanos);
  }

  /** Whether that trunk's spending is known. */
  synchronized boolean meters(String trunk) {
    return byTrunk.containsKey(trunk);
  }

  /** What is drawn and not set aside. */
  synchronized long free() {
    return free;
  }

  /** What was spent on that day, what is set aside for calls that are up counted with it. */
  synchronized long spentOn(Day day) {
    return spending.onDay(day);
  }

  /** What was spent in that day's month, counted in the same way. */
  synchronized long spentInMonthOf(Day day) {
    return spending.inMonth(day);
  }
}
