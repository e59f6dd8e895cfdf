package io.tollgate.proxy.trunk;

import io.tollgate.proxy.limit.CpsLimiter;
import java.util.Objects;

/**
 * A customer: who is billed for the calls of one or more trunks.
 *
 * @param id its name in configuration, records and metrics
 * @param deck the id of the deck that prices its calls
 * @param cps new calls per second over all its trunks, 1 to {@link CpsLimiter#MAX_RATE}
 */
public record Account(String id, String deck, int cps) {
  /** Calls per second where nothing else is said: the published figure. */
  public static final int DEFAULT_CPS = 2;

  public Account {
    Objects.requireNonNull(id);
    Objects.requireNonNull(deck);
    Trunk.requireRate(cps);
  }

  /** An account at the published pace. */
  public Account(String id, String deck) {
    this(id, deck, DEFAULT_CPS);
  }
}
