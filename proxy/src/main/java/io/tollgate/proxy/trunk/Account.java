package io.tollgate.proxy.trunk;

import io.tollgate.rating.charge.PriceBook;
import java.util.Objects;
import java.util.Optional;

/**
 * A customer: who is billed for the calls of one or more trunks.
 *
 * @param id its name in configuration, records and metrics
 * @param deck the id of the deck that prices its calls
 * @param cps new calls per second over all its trunks, 1 to {@link #MAX_CPS}
 * @param limits what bounds its calls besides
 * @param credit how it pays; empty where nobody counts what it has
 * @param prices what it pays for calls that no deck prices
 */
public record Account(
    String id,
    String deck,
    int cps,
    CallLimits limits,
    Optional<Credit> credit,
    Optional<PriceBook> prices) {
  /** Calls per second where nothing else is said: the published figure. */
  public static final int DEFAULT_CPS = 2;

  /** The most calls per second that an account or a trunk can be sold. */
  public static final int MAX_CPS = 1_000_000;

  public Account {
    Objects.requireNonNull(id);
    Objects.requireNonNull(deck);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(credit);
    Objects.requireNonNull(prices);
    requireCps(cps);
  }

  /** An account that pays for calls out alone. */
  public Account(String id, String deck, int cps, CallLimits limits, Optional<Credit> credit) {
    this(id, deck, cps, limits, credit, Optional.empty());
  }

  /** The same whose money nobody counts. */
  public Account(String id, String deck, int cps, CallLimits limits) {
    this(id, deck, cps, limits, Optional.empty());
  }

  /** The same that nothing but its pace bounds. */
  public Account(String id, String deck, int cps) {
    this(id, deck, cps, CallLimits.NONE);
  }

  /** An account at the published pace. */
  public Account(String id, String deck) {
    this(id, deck, DEFAULT_CPS);
  }

  static void requireCps(int cps) {
    if (cps < 1 || cps > MAX_CPS) {
      throw new IllegalArgumentException(
          "%d calls per second is not within 1 and %d".formatted(cps, MAX_CPS));
    }
  }
}
