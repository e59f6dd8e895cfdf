package io.tollgate.rating.charge;

/** What a deck says about a call. */
public sealed interface RatingResult {

  /** It has this price. */
  record Rated(Tariff tariff) implements RatingResult {}

  /** The deck has no row for it. */
  record NoRate() implements RatingResult {}

  /**
   * The row that wins bars the call.
   *
   * @param destinationPrefix the destination prefix of that row
   */
  record Blocked(String destinationPrefix) implements RatingResult {}
}
