package io.tollgate.proxy.cdr;

import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import java.util.Objects;
import java.util.Optional;

/**
 * What the carrier whose gateway took the call charges us for it.
 *
 * @param tariff the carrier's price, pinned when the INVITE went out
 * @param charge what comes of it; a call that the customer does not pay can cost something
 */
public record CarrierCost(Tariff tariff, Charge charge) {

  public CarrierCost {
    Objects.requireNonNull(tariff);
    Objects.requireNonNull(charge);
  }

  /**
   * What is left of what the customer pays.
   *
   * @param paid the customer's charge
   * @param currency its currency
   * @return empty where the two are in different currencies, or it is more than {@link Money} holds
   */
  public Optional<Money> margin(Charge paid, String currency) {
    if (!currency.equals(tariff.currency())) {
      return Optional.empty();
    }
    try {
      return Optional.of(paid.total().minus(charge.total()));
    } catch (ArithmeticException beyondAllMoney) {
      return Optional.empty();
    }
  }
}
