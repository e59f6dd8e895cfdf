package io.tollgate.proxy.route;

import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps calls from carriers that charge more for them than the customer pays. Pure functions.
 *
 * <p>Two tariffs with fees and increments are compared by what a call of some length comes to under
 * each: one may be dearer for short calls and cheaper for long ones.
 */
public final class MarginGuard {

  private MarginGuard() {}

  /**
   * What is left of a call of that length.
   *
   * @return empty where the carrier's cost is not known, or in another currency
   */
  public static Optional<Money> margin(Tariff price, Cost cost, Duration call) {
    return cost.known()
        .filter(tariff -> tariff.currency().equals(price.currency()))
        .map(tariff -> price.charge(call).total().minus(tariff.charge(call).total()));
  }

  /**
   * Whether a call of that length would lose nothing through that carrier. What a carrier that has
   * no deck, or one in another currency, would charge cannot be held against it; one that does not
   * take the call does not get it. Every gateway on a call's way is asked about: it allocates
   * nothing.
   */
  public static boolean allows(Tariff price, Cost cost, Duration call) {
    return switch (cost) {
      case Cost.Known(Tariff tariff) ->
          !tariff.currency().equals(price.currency())
              || price.totalNanos(call) >= tariff.totalNanos(call);
      case Cost.Unknown() -> true;
      case Cost.NotTaken() -> false;
    };
  }
}
