package io.tollgate.proxy.admission;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.limit.Permit;

/** What {@link AdmissionControl} says of a call. */
public sealed interface Verdict {

  /**
   * The call may go ahead.
   *
   * @param permit held while the call is up; to be released in every ending
   */
  record Admitted(Permit permit) implements Verdict {}

  /**
   * The call may not go ahead; nothing was consumed and nothing is held.
   *
   * @param cause which limit said so
   */
  record Refused(HangupCause cause) implements Verdict {}
}
