package io.tollgate.proxy.admission;

import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Tariff;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Lets calls of known trunks in at the pace that was sold: calls per second of the trunk and of its
 * account. Both must have room, and a call that either refuses consumes from neither. A call that
 * passes here and fails later has consumed. Then comes how many calls may be up at once.
 *
 * <p>Safe for use by any thread. An account's calls are decided one at a time, under the account's
 * lock: a trunk belongs to one account, so that one lock covers both limits and "from neither" is
 * exact, which two independent compare-and-set limiters cannot be (a place taken from the first and
 * put back could refuse another call meanwhile). It is held for some tens of nanoseconds, and calls
 * of different accounts never meet.
 *
 * <p>State is kept by name, not by configuration object: a new configuration finds the old buckets.
 * It holds the trunks that have calls up or called a moment ago, whatever their number in the
 * configuration: {@link #sweep} forgets those whose state says no more than that of a stranger.
 */
public final class AdmissionControl {
  /** So many trunks are looked at before an account's lock is let go, a few microseconds' work. */
  private static final int SWEPT_AT_ONCE = 256;

  private final ConcurrentMap<String, AccountGate> accounts = new ConcurrentHashMap<>();
  private final Optional<CreditLedger> ledger;

  /** Admission where nobody counts money. */
  public AdmissionControl() {
    this.ledger = Optional.empty();
  }

  /** Admission with a ledger that pays for the calls. */
  public AdmissionControl(CreditLedger ledger) {
    this.ledger = Optional.of(ledger);
  }

  /**
   * Decides on a new call. A retransmission, or the repetition of a challenged INVITE before it has
   * been let in, is not one.
   *
   * @param nowNanos {@link System#nanoTime()}'s time
   */
  public Verdict admit(Trunk trunk, long nowNanos) {
    return asked(trunk, gate -> gate.admit(trunk, nowNanos));
  }

  /**
   * Decides on a call to a trunk. Calls per second are for those that it makes; how many calls are
   * up at once counts both.
   */
  public Verdict admitInbound(Trunk trunk) {
    return asked(trunk, gate -> gate.admitInbound(trunk));
  }

  private Verdict asked(Trunk trunk, Function<AccountGate, Optional<Verdict>> question) {
    while (true) {
      Optional<Verdict> verdict = question.apply(gate(trunk.account()));
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
  }

  /**
   * Sets money aside for a call that has been admitted and priced, where somebody counts it.
   *
   * @param permit of the call, which carries the money from here on
   * @param call the id of its record
   * @param began when its INVITE came in
   * @return why it cannot be paid for; empty where it can
   */
  public Optional<Verdict.Refused> fund(
      CallPermit permit, String call, Trunk trunk, Tariff tariff, Instant began) {
    return ledger.flatMap(l -> l.fund(permit, call, trunk, tariff, began));
  }

  /**
   * Takes an answered call over from another process, whatever the limits say now: it was admitted.
   * It counts among those that are up, and goes on being paid for where somebody counts money. An
   * emergency call is taken over by {@link #exempt} and {@link #owe}. Not for an event loop: the
   * bank is asked what is held for the call.
   *
   * @param call the id of its record
   * @param began when its INVITE came in
   * @return what it holds here
   */
  public CallPermit resume(Trunk trunk, String call, Tariff tariff, Instant began) {
    CallPermit permit = exempt(trunk);
    try {
      ledger.ifPresent(l -> l.resume(permit, call, trunk, tariff, began));
    } catch (RuntimeException e) {
      permit.release();
      throw e;
    }
    return permit;
  }

  /**
   * Lets an emergency call in, whatever the limits say. It counts among those that are up.
   *
   * @return what it holds
   */
  public CallPermit exempt(Trunk trunk) {
    while (true) {
      Optional<CallPermit> permit = gate(trunk.account()).exempt(trunk);
      if (permit.isPresent()) {
        return permit.get();
      }
    }
  }

  /**
   * Has an emergency call paid afterwards, where somebody counts money.
   *
   * @param began when its INVITE came in
   */
  public void owe(CallPermit permit, Trunk trunk, Instant began) {
    ledger.ifPresent(l -> l.owe(permit, trunk, began));
  }

  /**
   * Forgets trunks and accounts that have no call up and whose calls per second are all to be had
   * again. To be called from time to time, off the event loops: it looks at every trunk that has
   * state.
   *
   * @param nowNanos {@link System#nanoTime()}'s time
   */
  public void sweep(long nowNanos) {
    accounts.forEach(
        (id, gate) -> {
          for (int left = gate.size(); left > 0; left -= SWEPT_AT_ONCE) {
            gate.sweep(SWEPT_AT_ONCE, nowNanos);
          }
          if (gate.retire(nowNanos)) {
            accounts.remove(id, gate);
          }
        });
  }

  /** How many trunks have state here. */
  public int trunksInUse() {
    return accounts.values().stream().mapToInt(AccountGate::size).sum();
  }

  /** How many admitted calls are up. */
  public int activeCalls() {
    return accounts.values().stream().mapToInt(AccountGate::active).sum();
  }

  /** How many admitted calls of an account are up. */
  public int activeCalls(Account account) {
    AccountGate gate = accounts.get(account.id());
    return gate == null ? 0 : gate.active();
  }

  /** How many admitted calls of a trunk are up. */
  public int activeCalls(Trunk trunk) {
    AccountGate gate = accounts.get(trunk.account().id());
    return gate == null ? 0 : gate.active(trunk.id());
  }

  private AccountGate gate(Account account) {
    AccountGate gate = accounts.get(account.id());
    return gate != null ? gate : accounts.computeIfAbsent(account.id(), id -> new AccountGate());
  }
}
