package io.tollgate.proxy.sip.leg;

import java.util.random.RandomGenerator;

/**
 * How long to wait after two re-INVITEs met (RFC 3261 §14.1): 2.1 to 4 s for who chose the Call-ID,
 * up to 2 s for the other side, in steps of 10 ms, so that one comes before the other.
 */
final class Glare {
  private static final long STEP_NANOS = 10_000_000L;
  private static final int OWNER_FIRST = 210;
  private static final int OWNER_LAST = 400;
  private static final int OTHER_LAST = 200;

  private Glare() {}

  static long pauseNanos(boolean ownsCallId, RandomGenerator random) {
    int steps =
        ownsCallId ? random.nextInt(OWNER_FIRST, OWNER_LAST + 1) : random.nextInt(OTHER_LAST + 1);
    return steps * STEP_NANOS;
  }
}
