package io.tollgate.rating.deck;

import io.tollgate.rating.charge.Terms;
import java.util.Comparator;

/**
 * What a row of a deck says apart from its prefixes. Rows that say the same share one.
 *
 * @param blocked whether calls that this row wins are barred
 * @param terms money and time; for a barred row what it states, which nobody is charged
 * @param description the row's own words, empty where it has none
 */
public record Price(boolean blocked, Terms terms, String description) {

  /**
   * Cheapest first: by rate, then connect fee, minimum charge and attempt fee, then by the longer
   * first and next increment. What is barred comes last.
   */
  public static final Comparator<Price> BY_DEARNESS =
      Comparator.comparing(Price::blocked)
          .thenComparing(price -> price.terms().ratePerMinute())
          .thenComparing(price -> price.terms().connectFee())
          .thenComparing(price -> price.terms().minimumCharge())
          .thenComparing(price -> price.terms().attemptFee())
          .thenComparingInt(price -> price.terms().increments().initialSeconds())
          .thenComparingInt(price -> price.terms().increments().nextSeconds());
}
