package io.tollgate.rating.charge;

import java.math.BigInteger;
import java.time.Duration;

/**
 * The price that a call is pinned to at set-up: the values of one row of one version of one deck.
 * It holds no reference to the deck, so an hour-long call keeps no replaced deck alive.
 *
 * @param deck the deck's id
 * @param deckVersion its version
 * @param currency ISO 4217 code of every amount here
 * @param rounding how charges and the attempt fee are rounded
 * @param destinationPrefix the destination prefix that matched, without a plus sign
 * @param originPrefix the origin prefix that matched; empty for the default row
 * @param ratePerMinute price of a minute
 * @param connectFee once for every call that is charged
 * @param attemptFee once for every attempt, answered or not
 * @param minimumCharge the least that a charged call costs, connect fee included
 * @param increments how time is counted
 * @param graceSeconds calls shorter than this cost nothing but the attempt fee
 * @param freeSeconds taken off the duration before increments
 */
public record Tariff(
    String deck,
    int deckVersion,
    String currency,
    Rounding rounding,
    String destinationPrefix,
    String originPrefix,
    Money ratePerMinute,
    Money connectFee,
    Money attemptFee,
    Money minimumCharge,
    Increments increments,
    int graceSeconds,
    int freeSeconds) {

  private static final int SECONDS_PER_MINUTE = 60;

  /**
   * A tariff whose charges are rounded half up.
   *
   * @param digits decimals that charges are rounded to, 0 to 9
   * @throws IllegalArgumentException where {@code digits} is out of its range
   */
  public Tariff(
      String deck,
      int deckVersion,
      String currency,
      int digits,
      String destinationPrefix,
      String originPrefix,
      Money ratePerMinute,
      Money connectFee,
      Money attemptFee,
      Money minimumCharge,
      Increments increments,
      int graceSeconds,
      int freeSeconds) {
    this(
        deck,
        deckVersion,
        currency,
        Rounding.halfUp(digits),
        destinationPrefix,
        originPrefix,
        ratePerMinute,
        connectFee,
        attemptFee,
        minimumCharge,
        increments,
        graceSeconds,
        freeSeconds);
  }

  /** Decimals that charges are rounded to, 0 to 9. */
  public int digits() {
    return rounding.digits();
  }

  /**
   * What an answered call costs.
   *
   * <p>Seconds are whole, rounded up. A call of 0 seconds, or of fewer than the grace period, costs
   * nothing but the attempt fee. From any other the free seconds are taken off, the increments make
   * billed seconds of what is left (none, where nothing is left), and the charge is the connect fee
   * plus their share of the rate, but at least the minimum. It is rounded once.
   *
   * @param answered from the answer to the end, 0 or more, on a monotonic clock
   * @throws IllegalArgumentException where {@code answered} is negative
   * @throws ArithmeticException where the charge exceeds what {@link Money} can hold
   */
  public Charge charge(Duration answered) {
    return chargeSeconds(seconds(answered));
  }

  private static long seconds(Duration answered) {
    if (answered.isNegative()) {
      throw new IllegalArgumentException("a duration of " + answered + " is negative");
    }
    return answered.getSeconds() + (answered.getNano() > 0 ? 1 : 0);
  }

  /**
   * The nanos of {@code charge(answered).total()}, to compare tariffs by: it allocates nothing
   * where longs hold the sums.
   *
   * @throws IllegalArgumentException where {@code answered} is negative
   * @throws ArithmeticException where the charge exceeds what {@link Money} can hold
   */
  public long totalNanos(Duration answered) {
    long seconds = seconds(answered);
    long fee = rounding.roundToNanos(attemptFee.nanos(), 1);
    if (isFree(seconds)) {
      return fee;
    }
    return Charge.sum(amount(increments.bill(Math.max(0, seconds - freeSeconds))), fee);
  }

  private boolean isFree(long seconds) {
    return seconds == 0 || seconds < graceSeconds;
  }

  /** As {@link #charge(Duration)}, for whole seconds. */
  Charge chargeSeconds(long seconds) {
    if (isFree(seconds)) {
      return unanswered();
    }
    long billed = increments.bill(Math.max(0, seconds - freeSeconds));
    return new Charge(billed, new Money(amount(billed)), rounding.round(attemptFee));
  }

  /** What a call costs that was never answered: its attempt fee. */
  public Charge unanswered() {
    return new Charge(0, Money.ZERO, rounding.round(attemptFee));
  }

  /** Counts in sixtieths of a nano, which is exact, and divides once, when it rounds. */
  private long amount(long billedSeconds) {
    try {
      long share = Math.multiplyExact(ratePerMinute.nanos(), billedSeconds);
      long fee = Math.multiplyExact(connectFee.nanos(), SECONDS_PER_MINUTE);
      long least = Math.multiplyExact(minimumCharge.nanos(), SECONDS_PER_MINUTE);
      long sum = Math.max(Math.addExact(share, fee), least);
      return rounding.roundToNanos(sum, SECONDS_PER_MINUTE);
    } catch (ArithmeticException tooLargeForLong) {
      return amountOfLargeNumbers(billedSeconds);
    }
  }

  private long amountOfLargeNumbers(long billedSeconds) {
    BigInteger minute = BigInteger.valueOf(SECONDS_PER_MINUTE);
    BigInteger share =
        BigInteger.valueOf(ratePerMinute.nanos()).multiply(BigInteger.valueOf(billedSeconds));
    BigInteger fee = BigInteger.valueOf(connectFee.nanos()).multiply(minute);
    BigInteger least = BigInteger.valueOf(minimumCharge.nanos()).multiply(minute);
    return rounding.round(share.add(fee).max(least), SECONDS_PER_MINUTE).nanos();
  }
}
