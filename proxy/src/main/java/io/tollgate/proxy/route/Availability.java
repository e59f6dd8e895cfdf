package io.tollgate.proxy.route;

/** Whether calls may be sent to a gateway. */
public enum Availability {
  /** It takes calls, as far as anybody knows. */
  USABLE,
  /** It has failed of late: its circuit breaker is open. */
  BROKEN,
  /** DNS has not said, or not for too long, where its name leads. */
  UNRESOLVED,
  /** An operator wants it to get no new calls. */
  DRAINED
}
