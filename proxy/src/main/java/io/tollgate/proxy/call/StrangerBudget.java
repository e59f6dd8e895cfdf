package io.tollgate.proxy.call;

/**
 * How many attempts of strangers get a record: ten a second a loop. Anybody can send an INVITE;
 * nobody may fill the disk with it. Those without a record are still counted in the metrics.
 *
 * <p>Confined to its loop.
 */
final class StrangerBudget {
  private static final int PER_SECOND = 10;
  private static final long SECOND = 1_000_000_000L;

  private long secondStarted = Long.MIN_VALUE;
  private int used;

  boolean allows(long nowNanos) {
    if (secondStarted == Long.MIN_VALUE || nowNanos - secondStarted >= SECOND) {
      secondStarted = nowNanos;
      used = 0;
    }
    return used++ < PER_SECOND;
  }
}
