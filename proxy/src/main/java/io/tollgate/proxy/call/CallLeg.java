package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;

/**
 * One side of a call, as the call sees it: what may be asked of it once the call is up. It knows
 * the protocol, the call does not. What happens on it comes back through {@link LegListener}.
 *
 * <p>Confined to the call's loop.
 */
public interface CallLeg {
  /** Its Call-ID. */
  String callId();

  /**
   * Ends it. It answers what the other side still asks and retransmits until it is heard; the call
   * is not told of it again.
   *
   * @param cause why
   * @param q850 the Q.850 cause for the Reason header (RFC 3326), 1 to 127; 0 for none
   */
  void hangUp(HangupCause cause, int q850);

  /** The same for a reason of the edge's own; an end that needs no reason has none. */
  default void hangUp(HangupCause cause) {
    hangUp(cause, cause == HangupCause.NORMAL ? 0 : cause.q850());
  }

  /** Takes an offer of the other leg's across (a re-INVITE, RFC 3261 §14.1). */
  void reinvite(Body offer);

  /**
   * Offers a new description of the session in a re-INVITE whose answer nobody waits for. Does
   * nothing where another offer is under way.
   */
  void offer(Body description);

  /** The re-INVITE that was taken across is not wanted any more; it is still answered. */
  void cancelReinvite();

  /**
   * Answers a re-INVITE that came in on this leg.
   *
   * @param status a final status
   */
  void answerReinvite(int status, Body answer);

  /** Acknowledges a 2xx that came in on this leg, with the late answer where there is one. */
  void acknowledge(Body answer);

  /** All that another process would need to carry on with it. */
  LegSnapshot snapshot();
}
