package io.tollgate.proxy.limit;

import io.tollgate.rating.charge.Money;

/**
 * What a call holds while it is up: its place within the limits of trunk, account and gateway, and
 * the money that pays for it. Whoever is given a permit releases it, once, in every ending; further
 * releases do nothing.
 *
 * <p>Safe to release from any thread.
 */
@FunctionalInterface
public interface Permit {
  /** Holds nothing. */
  Permit NONE = charge -> {};

  /**
   * Gives back what is held, and books what the call cost. The second and later calls do nothing.
   *
   * @param charge at most what {@link #funding} has paid for
   */
  void release(Money charge);

  /** Gives back what is held by a call that cost nothing. */
  default void release() {
    release(Money.ZERO);
  }

  /** What pays for the call. */
  default Funding funding() {
    return Funding.UNCOUNTED;
  }
}
