package io.tollgate.proxy.http.trunk;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.proxy.trunk.Arrival;
import io.tollgate.proxy.trunk.Binding;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /v1/registrations}: where the trunks that have registered can be reached; with {@code
 * trunk} that one's alone.
 */
public final class RegistrationPages implements Pages {
  private final RegistrationSource source;

  /** Shows the bindings of this source. */
  public RegistrationPages(RegistrationSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/v1/registrations", this::list));
  }

  private Response list(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of("trunk"));
    Optional<String> trunk = request.query().text("trunk");
    Map<String, List<Binding>> all = new TreeMap<>(source.inForce());
    trunk.ifPresent(wanted -> all.keySet().retainAll(Set.of(wanted)));
    long now = System.nanoTime();
    return Response.json(
        200,
        JsonText.object(
            json -> {
              json.writeName("registrations");
              json.writeStartArray();
              all.forEach(
                  (id, bindings) -> bindings.forEach(binding -> write(json, id, binding, now)));
              json.writeEndArray();
            }));
  }

  private static void write(JsonGenerator json, String trunk, Binding binding, long now) {
    Arrival arrival = binding.arrival();
    json.writeStartObject();
    json.writeStringProperty("trunk", trunk);
    json.writeStringProperty("contact", binding.contact());
    json.writeStringProperty("source", text(arrival.source()));
    json.writeStringProperty("transport", arrival.transport().label());
    json.writeStringProperty("listen", text(arrival.listeningPoint()));
    json.writeStringProperty("userAgent", binding.userAgent());
    json.writeStringProperty("callId", binding.callId());
    json.writeStringProperty("registeredAt", binding.registeredAt().toString());
    json.writeNumberProperty("expiresIn", binding.secondsLeft(now));
    json.writeEndObject();
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
