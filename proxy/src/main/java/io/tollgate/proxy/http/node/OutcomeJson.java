package io.tollgate.proxy.http.node;

import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Response;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Says what came of a change to the configuration. Pure functions. */
final class OutcomeJson {
  private OutcomeJson() {}

  /**
   * 200 with what changed, and with the secrets that were made for it; 422 with the place of the
   * mistake; 409 where this edge cannot change it while it runs, or not by itself; 404 where it is
   * not there.
   */
  static Response of(ReloadOutcome outcome) {
    return switch (outcome) {
      case ReloadOutcome.Applied applied ->
          Response.json(200, JsonText.object(json -> writeApplied(json, applied)));
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
      case ReloadOutcome.Unknown(String path) ->
          Response.error(404, path + ": there is nothing of this name");
      case ReloadOutcome.OfFile(String path, String place) ->
          Response.error(409, path + ": it stands in " + place + "; take it out there");
    };
  }

  private static void writeApplied(JsonGenerator json, ReloadOutcome.Applied applied) {
    writeList(json, "changed", applied.changes());
    if (!applied.made().isEmpty()) {
      JsonText.array(json, "made", applied.made(), secret -> write(json, secret));
    }
  }

  private static void write(JsonGenerator json, MadeSecret made) {
    json.writeStartObject();
    json.writeStringProperty("field", made.field());
    made.user().ifPresent(user -> json.writeStringProperty("user", user));
    json.writeStringProperty("secret", made.secret());
    json.writeEndObject();
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
    JsonText.array(json, name, values, json::writeString);
  }
}
