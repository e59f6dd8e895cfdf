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
    long sum = amount.nanos() + attemptFee.nanos();
    boolean tooMuch = ((amount.nanos() ^ sum) & (attemptFee.nanos() ^ sum)) < 0;
    return tooMuch
        ? new Money(amount.nanos() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE)
        : new Money(sum);
  }
}
