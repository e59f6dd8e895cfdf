package io.tollgate.proxy.call;

/**
 * What happens on the legs of a call. Every method is called on the call's loop.
 *
 * <p>Those with a leg are common to both sides; the others say whose they are.
 */
public interface LegListener {
  /** The callee rings or sends early media. */
  void calleeProgressed(int status, Body body);

  /** The callee answered: a 2xx, told once. */
  void calleeAnswered(Body body);

  /**
   * The callee refused.
   *
   * @param status a final status, 300 to 699
   * @param q850 the Q.850 cause of its Reason header, or 0 where it gave none
   */
  void calleeRefused(int status, int q850);

  /** Nothing came of the INVITE: no answer in time (Timer B), or it could not be sent. */
  void calleeUnreachable();

  /** The caller gave up before the answer. */
  void callerCancelled();

  /**
   * The other side acknowledged our 2xx.
   *
   * @param answer the late answer, where the ACK has one
   */
  void acknowledged(CallLeg leg, Body answer);

  /** The other side said BYE. */
  void hungUp(CallLeg leg);

  /** The other side is gone: our 2xx was never acknowledged, or it does not know the call. */
  void lost(CallLeg leg);

  /** The other side wants to change the session. */
  void reinvited(CallLeg leg, Body offer);

  /**
   * The other side answered our re-INVITE.
   *
   * @param status a final status; 408 where no answer came
   */
  void reinviteAnswered(CallLeg leg, int status, Body answer);
}
