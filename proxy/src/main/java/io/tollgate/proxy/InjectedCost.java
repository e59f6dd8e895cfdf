package io.tollgate.proxy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Makes every call cost its loop some time, so that a test can bring an edge to its limits with few
 * calls. For tests only: the system property {@value #PROPERTY}, in microseconds; without it
 * nothing is done. The loop sleeps, and leaves the processor to those that make the load.
 */
final class InjectedCost {
  static final String PROPERTY = "tollgate.test.inviteCostMicros";

  private InjectedCost() {}

  /** The ids of calls, each of which takes as long as the property says. */
  static Supplier<String> of(Supplier<String> ids) {
    long cost = TimeUnit.MICROSECONDS.toNanos(Long.getLong(PROPERTY, 0));
    return cost <= 0 ? ids : () -> slowed(ids, cost);
  }

  private static String slowed(Supplier<String> ids, long cost) {
    long end = System.nanoTime() + cost;
    for (long left = cost; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return ids.get();
  }
}
