package io.tollgate.proxy.file;

import java.util.Objects;

/**
 * Tells when something that is looked at from time to time has changed: once it looks the same
 * twice in a row, so that a file that is still being written is not taken for a whole one. Whoever
 * cannot write one that fast writes beside it and renames.
 *
 * <p>Not safe for several threads at once.
 *
 * @param <T> its state; equal states are the same
 */
public final class Settling<T> {
  private T taken;
  private T seen;

  /** It has this state, which is known. */
  public Settling(T state) {
    this.taken = Objects.requireNonNull(state);
    this.seen = state;
  }

  /**
   * Looks at it.
   *
   * @param now its state at this look
   * @return whether it has settled at another state than the one that was known; from now on that
   *     one is
   */
  public boolean hasChanged(T now) {
    boolean settled = now.equals(seen);
    seen = now;
    if (!settled || now.equals(taken)) {
      return false;
    }
    taken = now;
    return true;
  }

  /** This state is known, whether or not it has been seen. */
  public void know(T state) {
    taken = Objects.requireNonNull(state);
    seen = state;
  }
}
