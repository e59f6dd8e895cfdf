package io.tollgate.proxy.http;

import io.tollgate.proxy.cdr.CdrStore;

/**
 * What the administration server shows.
 *
 * @param health whether everything listens
 * @param metrics what Prometheus scrapes
 * @param cdrs the records
 */
public record AdminSources(HealthSource health, MetricsSource metrics, CdrStore cdrs) {}
