package io.tollgate.proxy.http.node;

import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import java.util.List;

/**
 * {@code GET /health}: 200 where the edge takes calls, else 503 with what is missing. {@code GET
 * /health/live}: 200 as long as the process answers.
 */
public final class HealthPages implements Pages {
  private final HealthSource source;

  /** Shows what this says of the edge. */
  public HealthPages(HealthSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/health", _ -> readiness()),
        Route.get("/health/live", _ -> status(200, "live")));
  }

  private Response readiness() {
    List<String> missing = source.missing();
    if (missing.isEmpty()) {
      return status(200, "ready");
    }
    return Response.json(
        503,
        JsonText.object(
            json -> {
              json.writeStringProperty("status", "not ready");
              JsonText.array(json, "missing", missing, json::writeString);
            }));
  }

  private static Response status(int code, String status) {
    return Response.json(code, JsonText.object(json -> json.writeStringProperty("status", status)));
  }
}
