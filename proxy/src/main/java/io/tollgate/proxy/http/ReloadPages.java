package io.tollgate.proxy.http;

import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * {@code POST /v1/reload}: reads the configuration again. 200 with what changed; 409 with the
 * fields that need a restart; 422 with the place of the mistake. Unless it is 200, nothing changed.
 */
final class ReloadPages {
  private final ReloadSource source;

  ReloadPages(ReloadSource source) {
    this.source = source;
  }

  List<Route> routes() {
    return List.of(Route.post("/v1/reload", this::reload));
  }

  private Response reload(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    return switch (source.reload()) {
      case ReloadOutcome.Applied(List<String> changes) ->
          Response.json(200, JsonText.object(json -> writeList(json, "changed", changes)));
      case ReloadOutcome.NeedsRestart(List<String> fields) ->
          Response.json(
              409,
              JsonText.object(
                  json -> {
                    json.writeStringProperty(
                        "error",
                        "needs a restart, nothing was changed: " + String.join(", ", fields));
                    writeList(json, "needsRestart", fields);
                  }));
      case ReloadOutcome.Refused refused ->
          Response.json(422, JsonText.object(json -> writeMistake(json, refused)));
    };
  }

  private static void writeMistake(JsonGenerator json, ReloadOutcome.Refused refused) {
    json.writeStringProperty("error", refused.error());
    if (!refused.file().isEmpty()) {
      json.writeStringProperty("file", refused.file());
    }
    if (refused.line() > 0) {
      json.writeNumberProperty("line", refused.line());
    }
    if (!refused.field().isEmpty()) {
      json.writeStringProperty("field", refused.field());
    }
  }

  private static void writeList(JsonGenerator json, String name, List<String> values) {
    json.writeName(name);
    json.writeStartArray();
    values.forEach(json::writeString);
    json.writeEndArray();
  }
}
