package io.tollgate.proxy.http.node;

import io.tollgate.proxy.http.exchange.Accept;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code GET /metrics}: Prometheus' text format, or OpenMetrics for a client that asks for it. */
public final class MetricsPages implements Pages {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final MetricsSource source;

  /** Shows what this counts. */
  public MetricsPages(MetricsSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/metrics", request -> scrape(request.accept())));
  }

  private Response scrape(Accept accept) {
    double openMetrics = accept.weightOf("application/openmetrics-text");
    boolean preferred = openMetrics > 0 && openMetrics >= accept.weightOf("text/plain");
    String contentType = preferred ? OPEN_METRICS : TEXT;
    // Into memory first: a scrape that fails half-way must not pass for one with fewer metrics.
    ByteArrayOutputStream page = new ByteArrayOutputStream(64 << 10);
    try {
      source.write(page, contentType);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Response.of(200, contentType, page.toByteArray()).with("Vary", "Accept");
  }
}
