package io.tollgate.proxy.admission;

import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.Trunk;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lets calls of known trunks in at the pace that was sold: calls per second of the trunk and of its
 * account. Both must have room, and a call that either refuses consumes from neither. A call that
 * passes here and fails later has consumed.
 *
 * <p>Safe for use by any thread. An account's calls are decided one at a time, under the account's
 * lock: a trunk belongs to one account, so that one lock covers both limits and "from neither" is
 * exact, which two independent compare-and-set limiters cannot be (a place taken from the first and
 * put back could refuse another call meanwhile). It is held for some tens of nanoseconds, and calls
 * of different accounts never meet.
 *
 * <p>State is kept by name, not by configuration object: a new configuration finds the old buckets.
 * It grows with the accounts and trunks that ever called, never with calls.
 */
public final class AdmissionControl {
  private final ConcurrentMap<String, AccountGate> accounts = new ConcurrentHashMap<>();

  /**
   * Decides on a new call. A retransmission, or the repetition of a challenged INVITE before it has
   * been let in, is not one.
   *
   * @param nowNanos {@link System#nanoTime()}'s time
   */
  public Verdict admit(Trunk trunk, long nowNanos) {
    return gate(trunk.account()).admit(trunk, nowNanos);
  }

  /** How many admitted calls are up. */
  public int activeCalls() {
    return accounts.values().stream().mapToInt(AccountGate::active).sum();
  }

  /** How many admitted calls of an account are up. */
  public int activeCalls(Account account) {
    return gate(account).active();
  }

  /** How many admitted calls of a trunk are up. */
  public int activeCalls(Trunk trunk) {
    return gate(trunk.account()).active(trunk.id());
  }

  private AccountGate gate(Account account) {
    AccountGate gate = accounts.get(account.id());
    return gate != null ? gate : accounts.computeIfAbsent(account.id(), id -> new AccountGate());
  }
}
