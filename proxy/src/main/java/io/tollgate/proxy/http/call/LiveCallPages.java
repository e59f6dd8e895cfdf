package io.tollgate.proxy.http.call;

import io.tollgate.proxy.call.CallView;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /v1/calls}: the calls that are up ({@code limit}, default 100, at most 1,000) and how
 * many there are in all; {@code DELETE /v1/calls/{id}} ends one. {@code POST /v1/drain} turns new
 * calls away and lets those that are up go on, {@code DELETE /v1/drain} takes new ones again,
 * {@code GET /v1/drain} says how it stands.
 */
public final class LiveCallPages implements Pages {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final CallControl calls;

  /** Shows and ends these calls. */
  public LiveCallPages(CallControl calls) {
    this.calls = calls;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/calls", this::list),
        Route.delete("/v1/calls/{id}", request -> hangUp(request.pathValues().get("id"))),
        Route.get("/v1/drain", _ -> drain()),
        Route.post("/v1/drain", _ -> drain(true)),
        Route.delete("/v1/drain", _ -> drain(false)));
  }

  private Response list(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of("limit"));
    List<CallView> shown =
        calls.calls(request.query().number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT));
    return Response.json(
        200,
        JsonText.object(
            json -> {
              json.writeNumberProperty("active", calls.activeCalls());
              JsonText.array(json, "calls", shown, call -> write(call, json));
            }));
  }

  private static void write(CallView call, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", call.id());
    json.writeStringProperty("state", call.state().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("account", call.account());
    json.writeStringProperty("trunk", call.trunk());
    json.writeStringProperty("from", call.from());
    json.writeStringProperty("to", call.to());
    json.writeStringProperty("carrier", call.carrier());
    json.writeStringProperty("gateway", call.gateway());
    json.writeStringProperty("receivedAt", call.receivedAt().toString());
    call.answeredAt().ifPresent(at -> json.writeStringProperty("answeredAt", at.toString()));
    json.writeEndObject();
  }

  private Response hangUp(String id) {
    return calls.hangUp(id)
        ? Response.json(200, JsonText.object(json -> json.writeStringProperty("ended", id)))
        : Response.error(404, "no call that is up has this id", "id");
  }

  private Response drain(boolean draining) {
    calls.drain(draining);
    return drain();
  }

  private Response drain() {
    return Response.json(
        200,
        JsonText.object(
            json -> {
              json.writeBooleanProperty("draining", calls.isDraining());
              json.writeNumberProperty("active", calls.activeCalls());
            }));
  }
}
