package io.tollgate.proxy.call;

import io.tollgate.proxy.route.Gateway;

/** Makes the legs of a call again that another process answered. */
public interface RestoredLegs {
  /** The leg towards the caller. */
  CallerLeg caller(LegSnapshot snapshot);

  /** The leg towards the gateway, which tells {@code call} what happens there. */
  CalleeLeg callee(LegSnapshot snapshot, LegListener call);

  /** The gateway with these names. */
  Gateway gateway(String carrier, String gateway);
}
