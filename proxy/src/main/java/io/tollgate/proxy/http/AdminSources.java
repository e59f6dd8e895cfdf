package io.tollgate.proxy.http;

import io.tollgate.proxy.cdr.CdrStore;
import java.util.Map;

/**
 * What the administration server shows.
 *
 * @param health whether everything listens
 * @param metrics what Prometheus scrapes
 * @param cdrs the records
 * @param decks the prices
 * @param credit the money of accounts
 * @param registrations who has registered
 */
public record AdminSources(
    HealthSource health,
    MetricsSource metrics,
    CdrStore cdrs,
    DeckSource decks,
    CreditSource credit,
    RegistrationSource registrations) {

  /** Those of an edge that nobody registers with. */
  public AdminSources(
      HealthSource health,
      MetricsSource metrics,
      CdrStore cdrs,
      DeckSource decks,
      CreditSource credit) {
    this(health, metrics, cdrs, decks, credit, Map::of);
  }

  /** The same, where nobody counts money. */
  public AdminSources(HealthSource health, MetricsSource metrics, CdrStore cdrs, DeckSource decks) {
    this(health, metrics, cdrs, decks, CreditSource.NONE);
  }
}
