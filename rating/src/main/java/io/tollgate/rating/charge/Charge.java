package io.tollgate.rating.charge;

/**
 * What one call costs.
 *
 * @param billedSeconds the seconds that the increments made of it; 0 for a call that costs no time
 * @param amount what the call costs without the attempt fee, rounded to the deck's digits
 * @param attemptFee what the attempt costs, answered or not, rounded to the deck's digits
 */
public record Charge(long billedSeconds, Money amount, Money attemptFee) {

  /** Amount and attempt fee together; the most that there is where no amount holds both. */
  public Money total() {
    return new Money(sum(amount.nanos(), attemptFee.nanos()));
  }

  /** Both together; the most that there is where no long holds both. */
  static long sum(long amount, long attemptFee) {
    long sum = amount + attemptFee;
    boolean tooMuch = ((amount ^ sum) & (attemptFee ^ sum)) < 0;
    return tooMuch ? amount < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : sum;
  }
}
