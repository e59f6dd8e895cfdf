package io.tollgate.proxy.route;

import io.tollgate.rating.number.E164;
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
}
