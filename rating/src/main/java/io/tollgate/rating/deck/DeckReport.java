package io.tollgate.rating.deck;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A deck that was read, and what there is to say of its file.
 *
 * @param deck the prices in force at the moment that was asked for
 * @param layout the name of the layout that the file has
 * @param counts how many rows there were of which kind
 * @param leftOut what is wrong with rows that were left out, in the order of lines; empty unless
 *     the rules are lenient
 * @param warnings what is not wrong but worth a look, in the order of lines, the first {@value
 *     #MOST_WARNINGS}
 * @param nextChange when the file's own dates change the prices next
 */
public record DeckReport(
    RateDeck deck,
    String layout,
    Counts counts,
    List<DeckProblem> leftOut,
    List<DeckProblem> warnings,
    Optional<Instant> nextChange) {

  /** More warnings are counted only. */
  static final int MOST_WARNINGS = 1_000;

  public DeckReport {
    leftOut = List.copyOf(leftOut);
    warnings = List.copyOf(warnings);
  }

  /**
   * How many rows a file has.
   *
   * @param rows all of them
   * @param pending those whose time has not come
   * @param expired those whose time is over
   * @param superseded pairs of destination and origins for which a row of a later date counts
   * @param duplicates pairs that two rows price alike
   * @param conflicts pairs that two rows price differently; none, unless the rules are lenient
   * @param unpriced rows without a price
   * @param warnings all warnings, those that are not listed too
   */
  public record Counts(
      int rows,
      int pending,
      int expired,
      int superseded,
      int duplicates,
      int conflicts,
      int unpriced,
      int warnings) {}
}
