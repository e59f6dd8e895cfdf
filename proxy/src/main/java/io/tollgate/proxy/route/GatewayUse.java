package io.tollgate.proxy.route;

import io.tollgate.proxy.limit.CpsLimiter;
import java.util.OptionalInt;

/**
 * The calls of one gateway, counted for its caps.
 *
 * <p>For any thread; its monitor is held for some tens of nanoseconds.
 */
final class GatewayUse {
  private final CpsLimiter pace = new CpsLimiter();
  private int active;

  /** Whether it has room. Changes nothing. */
  synchronized PassOver check(GatewayCaps caps, long nowNanos) {
    OptionalInt cps = caps.cps();
    if (cps.isPresent() && !pace.hasRoom(cps.getAsInt(), nowNanos)) {
      return PassOver.CPS;
    }
    OptionalInt channels = caps.channels();
    return channels.isPresent() && active >= channels.getAsInt()
        ? PassOver.CHANNELS
        : PassOver.NOTHING;
  }

  /** Takes a place where there is one: then {@link #leave} has to follow once. */
  synchronized PassOver take(GatewayCaps caps, long nowNanos) {
    PassOver full = check(caps, nowNanos);
    if (full == PassOver.NOTHING) {
      active++;
      if (caps.cps().isPresent()) {
        pace.take(caps.cps().getAsInt(), nowNanos);
      }
    }
    return full;
  }

  synchronized void leave() {
    active--;
  }

  /** How many calls are there. */
  synchronized int active() {
    return active;
  }
}
