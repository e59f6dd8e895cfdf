package io.tollgate.proxy.admission;

import io.tollgate.proxy.cause.HangupCause;

/** What {@link AdmissionControl} says of a call. */
public sealed interface Verdict {

  /**
   * The call may go ahead.
   *
   * @param permit held while the call is up; to be released in every ending
   */
  record Admitted(CallPermit permit) implements Verdict {}

  /**
   * The call may not go ahead; what was held before is held still.
   *
   * @param cause which limit said so
   * @param why the same in words, for the caller
   */
  record Refused(HangupCause cause, String why) implements Verdict {}
}
