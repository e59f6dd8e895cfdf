package io.tollgate.proxy.call;

/** Where a call stands. */
public enum CallState {
  /** An INVITE is on its way to a gateway. */
  CALLING,
  /** The called side rings. */
  RINGING,
  /**
   * The caller has been told that it is over; the gateway has not yet said how its INVITE came out.
   */
  WITHDRAWING,
  /** Answered. */
  UP,
  /** Over, and its record written. */
  ENDED
}
