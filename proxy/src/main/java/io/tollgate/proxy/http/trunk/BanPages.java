package io.tollgate.proxy.http.trunk;

import io.tollgate.proxy.admission.AbuseGuard;
import io.tollgate.proxy.admission.Ban;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /v1/bans}: the sources that are kept out, and for how long. {@code DELETE
 * /v1/bans/{source}} lets one in again; a network's slash is written {@code %2F}, or left out with
 * what follows it.
 */
public final class BanPages implements Pages {
  private final AbuseGuard guard;

  /** Shows and lifts the bans of this guard. */
  public BanPages(AbuseGuard guard) {
    this.guard = guard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/bans", this::list),
        Route.delete("/v1/bans/{source}", request -> lift(request.pathValues().get("source"))));
  }

  private Response list(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    List<Ban> bans = guard.bans();
    return Response.list(
        "bans",
        bans,
        (ban, json) -> {
          json.writeStartObject();
          json.writeStringProperty("source", ban.source());
          json.writeStringProperty("offence", ban.offence().label());
          json.writeNumberProperty("number", ban.number());
          json.writeStringProperty("since", ban.since().toString());
          json.writeStringProperty("until", ban.until().toString());
          json.writeEndObject();
        });
  }

  private Response lift(String text) throws BadRequestException {
    try {
      return guard.lift(text)
          ? Response.json(200, JsonText.object(json -> json.writeStringProperty("lifted", text)))
          : Response.error(404, "it is not banned", "source");
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("source", "'" + text + "' is not an IP address");
    }
  }
}
