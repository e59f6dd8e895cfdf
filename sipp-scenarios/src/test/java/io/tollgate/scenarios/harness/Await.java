package io.tollgate.scenarios.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process brings about. A condition that comes sooner ends the wait. */
public final class Await {
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private Await() {}

  /**
   * Waits until something is there.
   *
   * @param what for the message, as in "a record of the call"
   * @throws AssertionError where it did not come in time
   */
  public static <T> T until(String what, Duration atMost, Supplier<Optional<T>> source) {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      Optional<T> found = source.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + atMost.toSeconds() + " s in vain for " + what);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      if (Thread.interrupted()) {
        throw new AssertionError("interrupted while waiting for " + what);
      }
    }
  }

  /** Waits until something holds. */
  public static void that(String what, Duration atMost, BooleanSupplier condition) {
    until(what, atMost, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }
}
