package io.tollgate.proxy.http.route;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.proxy.route.health.Health;
import io.tollgate.proxy.route.health.PeerView;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /v1/gateways} and {@code GET /v1/pops}: where calls go and how those places do. {@code
 * POST /v1/gateways/{carrier}/{gateway}/drain} keeps new calls from one, {@code …/undrain} lets
 * them through again; the carrier {@code pop} stands for the other points of presence.
 */
public final class GatewayPages implements Pages {
  private final GatewaySource source;

  /** Shows and drains the gateways of this source. */
  public GatewayPages(GatewaySource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/gateways", this::gateways),
        Route.get("/v1/pops", this::pops),
        Route.post("/v1/gateways/{carrier}/{gateway}/drain", request -> drain(request, true)),
        Route.post("/v1/gateways/{carrier}/{gateway}/undrain", request -> drain(request, false)));
  }

  private Response gateways(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    return Response.list(
        "gateways",
        source.gateways(),
        (gateway, json) -> {
          json.writeStartObject();
          json.writeStringProperty("carrier", gateway.carrier());
          json.writeStringProperty("gateway", gateway.id());
          json.writeStringProperty("uri", gateway.uri());
          write(gateway, json);
          json.writeEndObject();
        });
  }

  private Response pops(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    return Response.list("pops", source.pops(), GatewayPages::write);
  }

  private static void write(GatewaySource.PopView pop, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("pop", pop.pop().id());
    json.writeStringProperty("uri", pop.pop().sip());
    json.writeNumberProperty("latitude", pop.pop().at().latitude());
    json.writeNumberProperty("longitude", pop.pop().at().longitude());
    json.writeBooleanProperty("home", pop.health().isEmpty());
    pop.health().ifPresent(health -> write(health, json));
    json.writeEndObject();
  }

  private static void write(PeerView peer, JsonGenerator json) {
    json.writeBooleanProperty("usable", peer.isUsable());
    json.writeBooleanProperty("drained", peer.drained());
    if (!peer.problem().isEmpty()) {
      json.writeStringProperty("problem", peer.problem());
    }
    JsonText.array(
        json,
        "addresses",
        peer.addresses(),
        at -> {
          json.writeStartObject();
          json.writeStringProperty("address", at.address());
          write(at.health(), json);
          json.writeEndObject();
        });
  }

  private static void write(Health health, JsonGenerator json) {
    json.writeStringProperty("breaker", health.state());
    json.writeStringProperty("since", health.since().toString());
    json.writeNumberProperty("failuresInARow", health.failures());
    json.writeNumberProperty("attempts", health.attempts());
    json.writeNumberProperty("failed", health.failed());
    json.writeNumberProperty("opened", health.opened());
    health
        .roundTripMicros()
        .ifPresent(
            micros ->
                json.writeStringProperty(
                    "roundTripMillis", String.format(Locale.ROOT, "%.1f", micros / 1000.0)));
    health.answeredAt().ifPresent(at -> json.writeStringProperty("answeredAt", at.toString()));
  }

  private Response drain(Request request, boolean away) throws BadRequestException {
    request.query().allowOnly(Set.of());
    String carrier = request.pathValues().get("carrier");
    String gateway = request.pathValues().get("gateway");
    return source.drain(carrier, gateway, away)
        ? Response.json(
            200,
            JsonText.object(
                json -> {
                  json.writeStringProperty("carrier", carrier);
                  json.writeStringProperty("gateway", gateway);
                  json.writeBooleanProperty("drained", away);
                }))
        : Response.error(404, "no carrier has such a gateway", "gateway");
  }
}
