package io.tollgate.rating.charge;

/**
 * The price of a call apart from where it goes: what a row of a deck says about money and time.
 *
 * @param ratePerMinute 0 or more
 * @param connectFee once for every call that is charged; 0 or more
 * @param attemptFee once for every attempt, answered or not; 0 or more
 * @param minimumCharge the least that a charged call costs, connect fee included; 0 or more
 * @param increments how time is counted
 * @param graceSeconds calls shorter than this cost nothing but the attempt fee; 0 to 86,400
 * @param freeSeconds taken off the duration before increments; 0 to 86,400
 */
public record Terms(
    Money ratePerMinute,
    Money connectFee,
    Money attemptFee,
    Money minimumCharge,
    Increments increments,
    int graceSeconds,
    int freeSeconds) {

  public Terms {
    check(ratePerMinute, "rate");
    check(connectFee, "connect fee");
    check(attemptFee, "attempt fee");
    check(minimumCharge, "minimum charge");
    check(graceSeconds, "grace period");
    check(freeSeconds, "free seconds");
  }

  private static void check(Money amount, String which) {
    if (amount.isNegative()) {
      throw new IllegalArgumentException(which + " " + amount + " is negative");
    }
  }

  private static void check(int seconds, String which) {
    if (seconds < 0 || seconds > Increments.MAX_SECONDS) {
      throw new IllegalArgumentException(
          which + " " + seconds + " is not within 0 and " + Increments.MAX_SECONDS + " seconds");
    }
  }

  /** A rate per minute and increments, without any fee. */
  public static Terms of(Money ratePerMinute, Increments increments) {
    return new Terms(ratePerMinute, Money.ZERO, Money.ZERO, Money.ZERO, increments, 0, 0);
  }

  /** What an answered call of so many seconds costs, before rounding, in nanos. */
  long estimate(long seconds) {
    if (seconds < graceSeconds) {
      return attemptFee.nanos();
    }
    long billed = increments.bill(Math.max(0, seconds - freeSeconds));
    try {
      long time = Math.multiplyExact(ratePerMinute.nanos(), billed) / 60;
      long charge = Math.max(Math.addExact(time, connectFee.nanos()), minimumCharge.nanos());
      return Math.addExact(charge, attemptFee.nanos());
    } catch (ArithmeticException absurd) {
      return Long.MAX_VALUE / 2;
    }
  }
}
