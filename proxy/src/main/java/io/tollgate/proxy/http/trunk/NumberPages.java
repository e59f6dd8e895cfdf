package io.tollgate.proxy.http.trunk;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.proxy.route.NumberDirectory.Entry;
import io.tollgate.rating.number.E164;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /v1/numbers}: which numbers are ours, and whose, as it is in force. Can be asked for
 * by {@code account}, {@code trunk}, or one {@code number} in E.164, of which the entry that
 * decides is shown.
 */
public final class NumberPages implements Pages {
  private final TrunkSource source;

  /** Shows the numbers of this source. */
  public NumberPages(TrunkSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/v1/numbers", this::numbers));
  }

  private Response numbers(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of("account", "trunk", "number"));
    Optional<String> account = request.query().text("account");
    Optional<String> trunk = request.query().text("trunk");
    List<Entry> entries =
        entries(request.query().text("number"))
            .filter(entry -> account.isEmpty() || entry.account().id().equals(account.get()))
            .filter(entry -> trunk.isEmpty() || entry.trunk().id().equals(trunk.get()))
            .toList();
    return Response.list("numbers", entries, (entry, json) -> write(entry, json));
  }

  private Stream<Entry> entries(Optional<String> number) throws BadRequestException {
    if (number.isEmpty()) {
      return source.numbers().entries().stream();
    }
    Optional<E164> e164 = E164.parse(number.get());
    if (e164.isEmpty()) {
      throw new BadRequestException("number", "is not E.164: write %2B and 7 to 15 digits");
    }
    return source.numbers().find(e164.get()).stream();
  }

  private static void write(Entry entry, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("numbers", entry.numbers().toString());
    json.writeStringProperty("account", entry.account().id());
    json.writeStringProperty("trunk", entry.trunk().id());
    json.writeBooleanProperty("tollFree", entry.tollFree());
    json.writeEndObject();
  }
}
