package io.tollgate.proxy.http.node;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.proxy.store.ConfigChange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /v1/provisioning}: who changed the configuration while the edge ran, when, and what,
 * newest first; {@code limit} (default 50, at most 1,000), {@code path} such as {@code
 * trunks.acme-hq} for one entry's changes, and {@code before} an id for the next page, which a
 * {@code Link} header names (RFC 8288). Secrets are not in it, nor their hashes.
 */
public final class ProvisioningPages implements Pages {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;
  private static final Set<String> PARAMETERS = Set.of("limit", "before", "path");

  private final ProvisionSource source;

  /** Shows the history of this source. */
  public ProvisioningPages(ProvisionSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/v1/provisioning", this::list));
  }

  private Response list(Request request) throws BadRequestException {
    Query query = request.query();
    query.allowOnly(PARAMETERS);
    int limit = query.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
    int before = query.number("before", 1, Integer.MAX_VALUE, 0);
    String path = query.text("path").orElse("");
    List<ConfigChange.Kept> changes =
        source.history(before == 0 ? OptionalLong.empty() : OptionalLong.of(before), path, limit);
    Response page = Response.list("changes", changes, ProvisioningPages::write);
    return changes.size() < limit
        ? page
        : page.with(
            "Link", "<" + nextPage(limit, path, changes.getLast().id()) + ">; rel=\"next\"");
  }

  private static String nextPage(int limit, String path, long last) {
    String filter =
        path.isEmpty() ? "" : "&path=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    return "/v1/provisioning?limit=" + limit + filter + "&before=" + last;
  }

  private static void write(ConfigChange.Kept kept, JsonGenerator json) {
    ConfigChange change = kept.change();
    json.writeStartObject();
    json.writeNumberProperty("id", kept.id());
    json.writeStringProperty("at", change.at().toString());
    json.writeStringProperty("by", change.by());
    if (!change.from().isEmpty()) {
      json.writeStringProperty("from", change.from());
    }
    json.writeStringProperty("action", change.action());
    if (!change.path().isEmpty()) {
      json.writeStringProperty("path", change.path());
    }
    JsonText.array(json, "changed", change.changed(), json::writeString);
    json.writeNumberProperty("changes", change.changes());
    if (!change.entry().isEmpty()) {
      json.writeStringProperty("entry", change.entry());
    }
    if (!change.sha256().isEmpty()) {
      json.writeStringProperty("sha256", change.sha256());
    }
    json.writeEndObject();
  }
}
