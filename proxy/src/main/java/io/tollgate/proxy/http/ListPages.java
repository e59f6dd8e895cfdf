package io.tollgate.proxy.http;

import io.tollgate.proxy.trunk.AddressPrefix;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /v1/lists}: the address lists that are in force, and how many blocks each has. {@code
 * GET /v1/lists/{name}}: the blocks of one, as {@code PUT} takes them.
 */
final class ListPages {
  private final TrunkSource source;

  ListPages(TrunkSource source) {
    this.source = source;
  }

  List<Route> routes() {
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
