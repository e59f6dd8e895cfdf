package io.tollgate.proxy.limit;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.rating.charge.MaxDuration;

/**
 * The money that a call is paid with, set aside stretch by stretch as it goes on. As long as it
 * talks no longer than {@link #paidSeconds}, its charge is at most what has been set aside.
 *
 * <p>Belongs to one call and its loop.
 */
public interface Funding {
  /** Nobody counts what the call costs. */
  Funding UNCOUNTED = new Unbounded() {};

  /** How long the call may talk on what is set aside; {@link MaxDuration#UNLIMITED} for ever. */
  long paidSeconds();

  /**
   * Sets aside for another stretch. Takes no time worth speaking of, and waits for nothing.
   *
   * @return whether more seconds are paid for than before
   */
  boolean extend();

  /** The call was answered: what is set aside is now being used up. */
  void answered();

  /** Why it could not be extended. */
  HangupCause exhausted();

  /** Nothing bounds the call: it goes on for as long as it takes. */
  interface Unbounded extends Funding {
    @Override
    default long paidSeconds() {
      return MaxDuration.UNLIMITED;
    }

    @Override
    default boolean extend() {
      return false;
    }

    @Override
    default void answered() {}

    @Override
    default HangupCause exhausted() {
      return HangupCause.CREDIT_EXHAUSTED;
    }
  }
}
