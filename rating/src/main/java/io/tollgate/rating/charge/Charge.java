package io.tollgate.rating.charge;

/**
 * What one call costs.
 *
 * @param billedSeconds the seconds that the increments made of it; 0 for a call that costs no time
 * @param amount what the call costs without the attempt fee, rounded to the deck's digits
 * @param attemptFee what the attempt costs, answered or not, rounded to the deck's digits
 */
public record Charge(long billedSeconds, Money amount, Money attemptFee) {

  /** Amount and attempt fee together. */
  public Money total() {
    return amount.plus(attemptFee);
  }
}
