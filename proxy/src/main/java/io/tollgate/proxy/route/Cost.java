package io.tollgate.proxy.route;

import io.tollgate.rating.charge.Tariff;
import java.util.Optional;

/** What a carrier would charge us for a call. */
public sealed interface Cost {
  /** Nobody knows: the carrier has no deck. */
  Cost UNKNOWN = new Unknown();

  /** The carrier's deck has no price for it, or bars it. */
  Cost NOT_TAKEN = new NotTaken();

  /**
   * This is what it charges.
   *
   * @param tariff to be pinned by a call that goes there
   */
  record Known(Tariff tariff) implements Cost {}

  /** See {@link #UNKNOWN}. */
  record Unknown() implements Cost {}

  /** See {@link #NOT_TAKEN}. */
  record NotTaken() implements Cost {}

  /** The carrier's tariff, where there is one. */
  default Optional<Tariff> known() {
    return this instanceof Known(Tariff tariff) ? Optional.of(tariff) : Optional.empty();
  }
}
