package io.tollgate.proxy.http;

import io.tollgate.proxy.cdr.CdrStore;

/**
 * What the administration server shows.
 *
 * @param health whether everything listens
 * @param metrics what Prometheus scrapes
 * @param cdrs the records
 * @param decks the prices
 * @param credit the money of accounts
 */
public record AdminSources(
    HealthSource health,
    MetricsSource metrics,
    CdrStore cdrs,
    DeckSource decks,
    CreditSource credit) {

  /** Where nobody counts money. */
  public AdminSources(HealthSource health, MetricsSource metrics, CdrStore cdrs, DeckSource decks) {
    this(health, metrics, cdrs, decks, CreditSource.NONE);
  }
}
