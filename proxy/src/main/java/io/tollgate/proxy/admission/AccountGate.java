package io.tollgate.proxy.admission;

import io.tollgate.proxy.admission.Verdict.Refused;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.limit.CpsLimiter;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.Trunk;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The limits of one account and its trunks in use. Its monitor guards all of it. */
final class AccountGate {
  private static final Refused TRUNK_TOO_FAST =
      new Refused(HangupCause.CPS_TRUNK, "the trunk's calls per second are used up");
  private static final Refused ACCOUNT_TOO_FAST =
      new Refused(HangupCause.CPS_ACCOUNT, "the account's calls per second are used up");
  private static final Refused TRUNK_FULL =
      new Refused(HangupCause.CHANNELS, "the trunk has as many calls up as it may");
  private static final Refused ACCOUNT_FULL =
      new Refused(HangupCause.CHANNELS, "the account has as many calls up as it may");

  private final Use use = new Use();

  /** In the order in which they were looked at last, so that a sweep goes round. */
  private final LinkedHashMap<String, Use> trunks = new LinkedHashMap<>(16, 0.75f, true);

  private boolean retired;

  /** The calls of a trunk, or of the account. */
  private static final class Use {
    private final CpsLimiter pace = new CpsLimiter();
    private int rate = 1;
    private int active;

    /** Whether it is as if it had never called. */
    private boolean isIdle(long nowNanos) {
      return active == 0 && pace.isEmpty(rate, nowNanos);
    }

    private void take(int callsPerSecond, long nowNanos) {
      rate = callsPerSecond;
      pace.take(callsPerSecond, nowNanos);
    }

    private boolean isFull(CallLimits limits) {
      return limits.channels().isPresent() && active >= limits.channels().getAsInt();
    }
  }

  /** Decides; empty where this gate has been given up, and another one has to be asked. */
  synchronized Optional<Verdict> admit(Trunk trunk, long nowNanos) {
    return retired ? Optional.empty() : Optional.of(decide(trunk, nowNanos));
  }

  /** The same for a call to the trunk: only what it makes itself is paced. */
  synchronized Optional<Verdict> admitInbound(Trunk trunk) {
    return retired
        ? Optional.empty()
        : Optional.of(place(trunk, trunks.computeIfAbsent(trunk.id(), id -> new Use())));
  }

  private Verdict decide(Trunk trunk, long nowNanos) {
    Use ofTrunk = trunks.computeIfAbsent(trunk.id(), id -> new Use());
    if (!ofTrunk.pace.hasRoom(trunk.cps(), nowNanos)) {
      return TRUNK_TOO_FAST;
    }
    if (!use.pace.hasRoom(trunk.account().cps(), nowNanos)) {
      return ACCOUNT_TOO_FAST;
    }
    ofTrunk.take(trunk.cps(), nowNanos);
    use.take(trunk.account().cps(), nowNanos);
    return place(trunk, ofTrunk);
  }

  private Verdict place(Trunk trunk, Use ofTrunk) {
    if (ofTrunk.isFull(trunk.limits())) {
      return TRUNK_FULL;
    }
    if (use.isFull(trunk.account().limits())) {
      return ACCOUNT_FULL;
    }
    return new Verdict.Admitted(enter(ofTrunk));
  }

  /** Lets a call in that nothing may stop; empty as in {@link #admit}. */
  synchronized Optional<CallPermit> exempt(Trunk trunk) {
    return retired
        ? Optional.empty()
        : Optional.of(enter(trunks.computeIfAbsent(trunk.id(), id -> new Use())));
  }

  private CallPermit enter(Use ofTrunk) {
    ofTrunk.active++;
    use.active++;
    return new CallPermit(() -> leave(ofTrunk));
  }

  synchronized int active() {
    return use.active;
  }

  synchronized int active(String trunk) {
    Use ofTrunk = trunks.get(trunk);
    return ofTrunk == null ? 0 : ofTrunk.active;
  }

  /** How many trunks have state here. */
  synchronized int size() {
    return trunks.size();
  }

  /** Drops the idle among the trunks that were not looked at for the longest. */
  synchronized void sweep(int atMost, long nowNanos) {
    int count = Math.min(atMost, trunks.size());
    String[] oldest = new String[count];
    Iterator<Map.Entry<String, Use>> entries = trunks.entrySet().iterator();
    for (int i = 0; i < count; i++) {
      Map.Entry<String, Use> entry = entries.next();
      if (entry.getValue().isIdle(nowNanos)) {
        entries.remove();
      } else {
        oldest[i] = entry.getKey();
      }
    }
    for (String busy : oldest) {
      if (busy != null) {
        trunks.get(busy); // to the end of the order
      }
    }
  }

  /** Gives the gate up where nothing in it is in use. */
  synchronized boolean retire(long nowNanos) {
    retired = retired || trunks.isEmpty() && use.isIdle(nowNanos);
    return retired;
  }

  private synchronized void leave(Use ofTrunk) {
    ofTrunk.active--;
    use.active--;
  }
}
