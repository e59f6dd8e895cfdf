package io.tollgate.proxy.route;

import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.time.Duration;
import java.util.Optional;

/**
 * What carriers charge us, by the same two dimensions as what customers pay. For any thread; an
 * answer is some array accesses and one tariff, without I/O.
 */
@FunctionalInterface
public interface CostTable {
  /** Nobody's costs are known. */
  CostTable NONE = (carrier, to, from) -> Cost.UNKNOWN;

  /**
   * What a call would cost now.
   *
   * @param carrier its id
   * @param to the called number
   * @param from the number that the second leg asserts; where it asserts none, the policy of the
   *     carrier's deck for unknown origins applies
   */
  Cost cost(String carrier, E164 to, Optional<E164> from);

  /** An estimate of what nobody knows, or what is in another currency: after all that are known. */
  long UNCOMPARABLE = Long.MAX_VALUE - 1;

  /** An estimate of what is not taken. */
  long NOT_TAKEN = Long.MAX_VALUE;

  /**
   * What a call of some length would cost, to compare carriers by: before rounding, and as far as
   * it can be without allocating.
   *
   * @param currency that the others are compared in
   * @return 10⁻⁹ of the currency; {@link #UNCOMPARABLE} or {@link #NOT_TAKEN}
   */
  default long estimate(
      String carrier, E164 to, Optional<E164> from, String currency, long seconds) {
    return switch (cost(carrier, to, from)) {
      case Cost.Known(Tariff tariff) ->
          tariff.currency().equals(currency)
              ? tariff.charge(Duration.ofSeconds(seconds)).total().nanos()
              : UNCOMPARABLE;
      case Cost.Unknown() -> UNCOMPARABLE;
      case Cost.NotTaken() -> NOT_TAKEN;
    };
  }
}
