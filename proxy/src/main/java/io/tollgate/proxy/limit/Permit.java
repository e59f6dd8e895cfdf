package io.tollgate.proxy.limit;

/**
 * What a call holds while it is up: its place within the limits of trunk, account and gateway.
 * Whoever is given a permit releases it, once, in every ending; further releases do nothing.
 *
 * <p>Safe to release from any thread.
 */
public interface Permit {
  /** Holds nothing. */
  Permit NONE = () -> {};

  /** Gives back what is held. The second and later calls do nothing. */
  void release();
}
