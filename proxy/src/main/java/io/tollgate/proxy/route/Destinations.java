package io.tollgate.proxy.route;

import java.util.List;

/**
 * What a carrier takes: of the prefixes that fit a number, the longest decides.
 *
 * @param taken digits without a plus sign; the empty prefix is everything
 * @param excepted longer ones within them that it does not take
 */
public record Destinations(List<String> taken, List<String> excepted) {
  /** Everything. */
  public static final Destinations ALL = new Destinations(List.of(""), List.of());

  public Destinations {
    taken = List.copyOf(taken);
    excepted = List.copyOf(excepted);
  }
}
