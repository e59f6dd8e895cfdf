package io.tollgate.proxy.call;

/** The leg towards a gateway: made by {@link CalleeLegs#invite}. */
public interface CalleeLeg extends CallLeg {
  /**
   * Gives up an INVITE that has no final answer yet (RFC 3261 §9.1). The call still hears how it
   * came out: refused, unreachable, or answered after all.
   */
  void cancel();
}
