package io.tollgate.proxy.http.trunk;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.proxy.trunk.AddressPrefix;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /v1/lists}: the address lists that are in force, and how many blocks each has. {@code
 * GET /v1/lists/{name}}: the blocks of one, as {@code PUT} takes them.
 */
public final class ListPages implements Pages {
  private final TrunkSource source;

  /** Shows the lists of this source. */
  public ListPages(TrunkSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/lists", this::lists), Route.get("/v1/lists/{name}", this::entries));
  }

  private Response lists(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    return Response.json(
        200,
        JsonText.object(
            json -> {
              json.writeName("lists");
              json.writeStartArray();
              source
                  .lists()
                  .forEach(
                      (name, blocks) -> {
                        json.writeStartObject();
                        json.writeStringProperty("name", name);
                        json.writeNumberProperty("blocks", blocks.size());
                        json.writeEndObject();
                      });
              json.writeEndArray();
            }));
  }

  private Response entries(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    String name = request.pathValues().get("name");
    List<AddressPrefix> blocks = source.lists().getOrDefault(name, List.of());
    if (blocks.isEmpty()) { // no list is
      return Response.error(404, "no list has this name", "name");
    }
    return Response.json(
        200,
        JsonText.object(
            json -> {
              json.writeStringProperty("name", name);
              JsonText.array(json, "entries", blocks, block -> json.writeString(block.toString()));
            }));
  }
}
