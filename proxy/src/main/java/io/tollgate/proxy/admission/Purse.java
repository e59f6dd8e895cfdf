package io.tollgate.proxy.admission;

import io.tollgate.proxy.admission.SpendMeter.Day;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.trunk.CallLimits.Spending;
import io.tollgate.proxy.trunk.Trunk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The money of one account on this node: the block that was drawn for it, less what is set aside
 * and spent, and the spending of it and of its trunks. Its monitor guards all of it; it is held for
 * as long as some additions take.
 */
final class Purse {
  private Optional<SpendMeter> ofAccount = Optional.empty();
  private final Map<String, SpendMeter> byTrunk = new HashMap<>();

  /** Whether the account's meter, and which trunks', know what was spent before. */
  private boolean isKnown;

  private final Set<String> known = new HashSet<>();
  private boolean hasCredit;
  private long free;
  private long setAside;

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

  /**
   * In what a call is counted from its beginning; what comes later counts it at its end.
   *
   * @param credit whether its money comes out of the block
   * @param ofAccount the spending of its account, where that is known
   * @param ofTrunk the spending of its trunk, where that is known
   */
  record Counted(boolean credit, Optional<SpendMeter> ofAccount, Optional<SpendMeter> ofTrunk) {
    /** In nothing. */
    static final Counted NOWHERE = new Counted(false, Optional.empty(), Optional.empty());
  }

  /**
   * In what a call of this trunk is counted that begins now. What bounds it counts from here on,
   * even where nobody has found out yet what was spent before.
   */
  synchronized Counted counted(Trunk trunk) {
    if (ofAccount.isEmpty() && trunk.account().limits().spending().isBounded()) {
      ofAccount = Optional.of(new SpendMeter());
    }
    if (trunk.limits().spending().isBounded()) {
      byTrunk.computeIfAbsent(trunk.id(), id -> new SpendMeter());
    }
    return new Counted(trunk.account().credit().isPresent(), ofAccount, ofTrunk(trunk.id()));
  }

  private Optional<SpendMeter> ofTrunk(String trunk) {
    return Optional.ofNullable(byTrunk.get(trunk));
  }

  /** What a call of this trunk that began on that day may still cost. */
  synchronized Left left(Trunk trunk, Counted counted, Day day) {
    Left left = Left.ENDLESS;
    if (counted.credit()) {
      left = left.orLess(free, HangupCause.NO_CREDIT);
    }
    left = within(left, trunk.account().limits().spending(), counted.ofAccount(), day);
    return within(left, trunk.limits().spending(), counted.ofTrunk(), day);
  }

  private static Left within(Left left, Spending most, Optional<SpendMeter> meter, Day day) {
    Left within = left;
    if (most.perDay().isPresent()) {
      long today = most.perDay().get().nanos() - meter.map(m -> m.onDay(day)).orElse(0L);
      within = within.orLess(today, HangupCause.SPEND_DAY);
    }
    if (most.perMonth().isPresent()) {
      long month = most.perMonth().get().nanos() - meter.map(m -> m.inMonth(day)).orElse(0L);
      within = within.orLess(month, HangupCause.SPEND_MONTH);
    }
    return within;
  }

  /** Sets aside for a call. */
  synchronized void take(Counted counted, Day day, long nanos) {
    if (counted.credit()) {
      free -= nanos;
      setAside += nanos;
    }
    counted.ofAccount().ifPresent(meter -> meter.add(day, nanos));
    counted.ofTrunk().ifPresent(meter -> meter.add(day, nanos));
  }

  /**
   * A call is over: what it did not cost of what was set aside goes back, and what counts by now
   * and did not when it began counts all of it.
   *
   * @param taken what was set aside for it
   */
  synchronized void settle(Counted counted, String trunk, Day day, long taken, long charge) {
    if (counted.credit()) {
      free += taken - charge;
      setAside -= taken;
    } else if (hasCredit) {
      free -= charge;
    }
    ofAccount.ifPresent(meter -> settle(meter, counted.ofAccount(), day, taken, charge));
    ofTrunk(trunk).ifPresent(meter -> settle(meter, counted.ofTrunk(), day, taken, charge));
  }

  private static void settle(
      SpendMeter meter, Optional<SpendMeter> before, Day day, long taken, long charge) {
    boolean same = before.isPresent() && before.get() == meter;
    meter.add(day, same ? charge - taken : charge);
  }

  /** A block was drawn, or given back where {@code nanos} is negative. */
  synchronized void drawn(long nanos) {
    free += nanos;
  }

  /**
   * The account has got credit, or has none any more.
   *
   * @return whether that is news
   */
  synchronized boolean hasCredit(boolean now) {
    boolean before = hasCredit;
    hasCredit = now;
    return before != now;
  }

  /** The account's first block, whatever was drawn while it had another credit. */
  synchronized void drawnAnew(long nanos) {
    free = nanos;
  }

  /** Whether the account's spending is known. */
  synchronized boolean meters() {
    return isKnown;
  }

  /** Whether that trunk's spending is known. */
  synchronized boolean meters(String trunk) {
    return known.contains(trunk);
  }

  /** From now on the account's spending counts; so much was spent before. */
  synchronized void meter(SpendMeter spent) {
    ofAccount = Optional.of(spent);
    isKnown = true;
  }

  /** From now on that trunk's spending counts; so much was spent before. */
  synchronized void meter(String trunk, SpendMeter spent) {
    byTrunk.put(trunk, spent);
    known.add(trunk);
  }

  /** The account's spending counts no longer. */
  synchronized void forget() {
    ofAccount = Optional.empty();
    isKnown = false;
  }

  /** That trunk's spending counts no longer. */
  synchronized void forget(String trunk) {
    byTrunk.remove(trunk);
    known.remove(trunk);
  }

  /** Only these trunks are there. */
  synchronized void retain(Set<String> trunks) {
    byTrunk.keySet().retainAll(trunks);
    known.retainAll(trunks);
  }

  /** What is drawn and not set aside. */
  synchronized long free() {
    return free;
  }

  /** What is set aside for calls that are up. */
  synchronized long setAside() {
    return setAside;
  }

  /** What was spent on that day, what is set aside for calls that are up counted with it. */
  synchronized long spentOn(Day day) {
    return ofAccount.map(meter -> meter.onDay(day)).orElse(0L);
  }

  /** What was spent in that day's month, counted in the same way. */
  synchronized long spentInMonthOf(Day day) {
    return ofAccount.map(meter -> meter.inMonth(day)).orElse(0L);
  }
}
