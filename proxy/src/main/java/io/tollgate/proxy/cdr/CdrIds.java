package io.tollgate.proxy.cdr;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Mints the ids of records: UUIDs of version 7 (RFC 9562 §5.7), whose texts sort by the time of the
 * call and are unique without asking anybody, also where the records of several nodes meet.
 *
 * <p>48 bits of milliseconds, a 12-bit counter within the millisecond (RFC 9562 §6.2, method 1) and
 * 62 random bits. One generator's ids strictly ascend, even when the clock is set back. Unique, not
 * secret: knowing one id helps to guess others.
 *
 * <p>Belongs to one thread, as each event loop has its own.
 */
public final class CdrIds {
  private static final int COUNTER_BITS = 12;
  private static final int LAST_OF_MILLI = (1 << COUNTER_BITS) - 1;
  private static final long VERSION_7 = 0x7000;
  private static final long VARIANT = 1L << 63;
  private static final long RANDOM_BITS = (1L << 62) - 1;

  private final SplittableRandom random;
  private long millis;
  private int counter = -1;

  /** A generator whose random bits nobody else has. */
  public CdrIds() {
    this(new SecureRandom().nextLong());
  }

  /** A generator with these random bits, for tests. */
  CdrIds(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * The next id.
   *
   * @param epochMillis when the call was received, wall-clock time
   * @return 36 characters, lower case
   */
  public String next(long epochMillis) {
    if (epochMillis > millis) {
      millis = epochMillis;
      counter = 0;
    } else if (counter < LAST_OF_MILLI) {
      counter++;
    } else {
      millis++; // borrows from the next millisecond
      counter = 0;
    }
    long high = millis << 16 | VERSION_7 | counter;
    long low = VARIANT | random.nextLong() & RANDOM_BITS;
    return new UUID(high, low).toString();
  }
}
