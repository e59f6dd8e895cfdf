package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cause.Unreachable;
import java.util.List;

/**
 * What happens on the legs of a call. Every method is called on the call's loop.
 *
 * <p>Those with a leg are common to both sides; the others say whose they are.
 */
public interface LegListener {
  /**
   * The callee rings or sends early media.
   *
   * @param fork which of the called sides it was, where the INVITE was forked on its way: names an
   *     early dialog, unlike those of all other legs; empty where there is none
   */
  void calleeProgressed(int status, String fork, Body body);

  /** The same of the one called side that there is. */
  default void calleeProgressed(int status, Body body) {
    calleeProgressed(status, "", body);
  }

  /**
   * The callee answered: a 2xx, told once.
   *
   * @param fork which of the called sides it was
   */
  void calleeAnswered(String fork, Body body);

  /** The same of the one called side that there is. */
  default void calleeAnswered(Body body) {
    calleeAnswered("", body);
  }

  /**
   * The callee refused.
   *
   * @param status a final status, 300 to 699
   * @param q850 the Q.850 cause of its Reason header, or 0 where it gave none
   */
  void calleeRefused(int status, int q850);

  /**
   * The callee says that somebody else should be asked.
   *
   * @param status a final status, 300 to 399
   * @param redirects whom, the most wanted first
   */
  void calleeRedirected(int status, List<Redirect> redirects);

  /** Nothing came of the INVITE: no answer in time (Timer B), or it could not be sent. */
  void calleeUnreachable(Unreachable why);

  /** The same of a callee that is silent. */
  default void calleeUnreachable() {
    calleeUnreachable(Unreachable.SILENT);
  }

  /**
   * A gateway that had its time, and was left behind, answered after all. Its answer has been
   * acknowledged and ended; its carrier may charge for it.
   *
   * @param callId of its leg
   */
  void calleeAnsweredTooLate(String callId);

  /** The caller gave up before the answer. */
  void callerCancelled();

  /**
   * The other side acknowledged our 2xx.
   *
   * @param answer the late answer, where the ACK has one
   */
  void acknowledged(CallLeg leg, Body answer);

  /**
   * The other side said BYE.
   *
   * @param q850 the Q.850 cause of its Reason header, or 0 where it gave none
   */
  void hungUp(CallLeg leg, int q850);

  /** The same without a reason. */
  default void hungUp(CallLeg leg) {
    hungUp(leg, 0);
  }

  /**
   * The other side is gone.
   *
   * @param cause {@link HangupCause#NO_ACK} where it never acknowledged our 2xx, {@link
   *     HangupCause#SESSION_EXPIRED} where it was silent for too long or does not know the call
   */
  void lost(CallLeg leg, HangupCause cause);

  /** The other side wants to change the session. */
  void reinvited(CallLeg leg, Body offer);

  /**
   * The other side answered our re-INVITE.
   *
   * @param status a final status; 408 where no answer came
   */
  void reinviteAnswered(CallLeg leg, int status, Body answer);

  /** The other side took its re-INVITE back (CANCEL) before it was answered. */
  void reinviteCancelled(CallLeg leg);

  /**
   * The other side answered an offer of the edge's own, made to keep the session alive, with
   * another description than before.
   */
  void sessionChanged(CallLeg leg, Body description);
}
