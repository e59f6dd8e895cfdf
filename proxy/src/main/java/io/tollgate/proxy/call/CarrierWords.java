package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;

/** What a carrier's failures mean for the caller. Pure functions. */
final class CarrierWords {
  private CarrierWords() {}

  /** What becomes of a call whose last gateway refused. */
  record Outcome(Refusal refusal, HungUpBy by) {}

  /**
   * What the caller is told.
   *
   * @param status the last gateway's final status, 300 to 699
   * @param q850 the Q.850 cause that it gave; 0 where it gave none
   * @param nobodyTook why the call fails where that status is not for the caller
   */
  static Outcome outcome(int status, int q850, HangupCause nobodyTook) {
    HangupCause cause = HangupCause.ofCarrierStatus(status);
    if (cause == HangupCause.CARRIERS_FAILED || isOurAffair(status)) {
      return new Outcome(
          Refusal.of(nobodyTook, q850(nobodyTook, q850), "the last gateway answered " + status),
          HungUpBy.EDGE);
    }
    return new Outcome(Refusal.passedOn(cause, status, q850), HungUpBy.CALLEE);
  }

  /** The Q.850 cause that a side gave; where it gave none, what ours comes to. */
  static int q850(HangupCause cause, int given) {
    return given == 0 ? cause.q850() : given;
  }

  /** Redirections and challenges are between that side and us, and mean nothing to the other. */
  static boolean isOurAffair(int status) {
    return status / 100 == 3 || status == 401 || status == 407;
  }
}
