package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.rating.charge.RatingResult;

/**
 * Told of what calls do, for metrics. Called on every loop, on the hot path: it must neither block
 * nor allocate without need.
 */
public interface CallObserver {
  /** Looks away. */
  CallObserver NONE = new CallObserver() {};

  /** A new INVITE has come in. */
  default void received() {}

  /** It was asked for credentials, which is neither a refusal nor an attempt. */
  default void challenged() {}

  /** It was turned away before an INVITE went out. */
  default void refused(HangupCause cause) {}

  /** It was priced, or not. */
  default void rated(RatingResult result) {}

  /**
   * The INVITE went out, and the call counts as active.
   *
   * @param setupNanos since the INVITE came in
   */
  default void started(long setupNanos) {}

  /**
   * The called side rings.
   *
   * @param nanos since the INVITE went out
   */
  default void ringing(long nanos) {}

  /** The called side answered. */
  default void answered() {}

  /** A call that had been {@link #started} is over. */
  default void ended(Cdr record) {}

  /** A gateway answered that had been left behind, and was hung up on: it may charge for it. */
  default void answeredTooLate() {}

  /** A record could not be handed to the store: it is full, or closed. */
  default void recordRefused() {}
}
