package io.tollgate.proxy.call;

/** Makes legs towards gateways. */
@FunctionalInterface
public interface CalleeLegs {
  /**
   * Sends an INVITE. What comes of it, a failure to send included, comes back through {@code call},
   * never before this method has returned.
   */
  CalleeLeg invite(Invitation invitation, LegListener call);
}
