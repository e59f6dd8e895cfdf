package io.tollgate.proxy.admission;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.limit.CpsLimiter;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.trunk.Trunk;
import java.util.HashMap;
import java.util.Map;

/** The limits of one account and its trunks in use. Its monitor guards all of it. */
final class AccountGate {
  private static final Verdict TRUNK_TOO_FAST = new Verdict.Refused(HangupCause.CPS_TRUNK);
  private static final Verdict ACCOUNT_TOO_FAST = new Verdict.Refused(HangupCause.CPS_ACCOUNT);

  private final CpsLimiter pace = new CpsLimiter();
  private final Map<String, TrunkUse> trunks = new HashMap<>();
  private int active;

  private static final class TrunkUse {
    private final CpsLimiter pace = new CpsLimiter();
    private int active;
  }

  synchronized Verdict admit(Trunk trunk, long nowNanos) {
    TrunkUse use = trunks.computeIfAbsent(trunk.id(), id -> new TrunkUse());
    int trunkRate = trunk.cps();
    int accountRate = trunk.account().cps();
    if (!use.pace.hasRoom(trunkRate, nowNanos)) {
      return TRUNK_TOO_FAST;
    }
    if (!pace.hasRoom(accountRate, nowNanos)) {
      return ACCOUNT_TOO_FAST;
    }
    use.pace.take(trunkRate, nowNanos);
    pace.take(accountRate, nowNanos);
    use.active++;
    active++;
    return new Verdict.Admitted(new CallPermit(use));
  }

  synchronized int active() {
    return active;
  }

  synchronized int active(String trunk) {
    TrunkUse use = trunks.get(trunk);
    return use == null ? 0 : use.active;
  }

  private final class CallPermit implements Permit {
    private final TrunkUse use;
    private boolean released;

    private CallPermit(TrunkUse use) {
      this.use = use;
    }

    @Override
    public void release() {
      synchronized (AccountGate.this) {
        if (!released) {
          released = true;
          use.active--;
          active--;
        }
      }
    }
  }
}
