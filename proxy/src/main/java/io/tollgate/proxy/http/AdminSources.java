package io.tollgate.proxy.http;

import io.tollgate.proxy.cdr.CdrStore;
import io.tollgate.proxy.http.node.HealthSource;
import io.tollgate.proxy.http.node.MetricsSource;
import io.tollgate.proxy.http.price.DeckSource;
import io.tollgate.proxy.http.trunk.CreditSource;
import io.tollgate.proxy.http.trunk.RegistrationSource;
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
 * @param operations what an operator may do
 */
public record AdminSources(
    HealthSource health,
    MetricsSource metrics,
    CdrStore cdrs,
    DeckSource decks,
    CreditSource credit,
    RegistrationSource registrations,
    Operations operations) {

  /** Where nobody registers and nobody counts money. */
  AdminSources(
      HealthSource health,
      MetricsSource metrics,
      CdrStore cdrs,
      DeckSource decks,
      Operations operations) {
    this(health, metrics, cdrs, decks, CreditSource.NONE, Map::of, operations);
  }
}
