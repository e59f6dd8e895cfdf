package io.tollgate.proxy.cdr;

import io.tollgate.rating.charge.Money;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The attempts of a record as a JSON array: what the store keeps is what the API gives out. */
final class AttemptsJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private AttemptsJson() {}

  /** The array on one line. */
  static String toJson(List<CarrierAttempt> attempts) {
    StringWriter text = new StringWriter(256 * attempts.size());
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, attempts);
    }
    return text.toString();
  }

  /** Writes the array as a value. */
  static void write(JsonGenerator json, List<CarrierAttempt> attempts) {
    json.writeStartArray();
    for (CarrierAttempt attempt : attempts) {
      json.writeStartObject();
      json.writeStringProperty("carrier", attempt.carrier());
      json.writeStringProperty("gateway", attempt.gateway());
      json.writeStringProperty("address", attempt.address());
      json.writeStringProperty("transport", attempt.transport());
      json.writeStringProperty("startedAt", CdrJson.moment(attempt.startedAt()));
      number(json, "postDialDelayMillis", attempt.postDialDelayMillis());
      json.writeStringProperty("result", attempt.result().label());
      number(json, "sipStatus", said(attempt.sipStatus()));
      number(json, "q850", said(attempt.q850()));
      json.writeStringProperty("cost", attempt.cost().map(c -> c.amount().toString()).orElse(null));
      json.writeStringProperty(
          "currency", attempt.cost().map(CarrierAttempt.Cost::currency).orElse(null));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static OptionalLong said(int number) {
    return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  private static void number(JsonGenerator json, String name, OptionalLong value) {
    if (value.isPresent()) {
      json.writeNumberProperty(name, value.getAsLong());
    } else {
      json.writeNullProperty(name);
    }
  }

  /** What {@link #toJson} has written. */
  static List<CarrierAttempt> parse(String text) {
    List<CarrierAttempt> attempts = new ArrayList<>();
    for (JsonNode attempt : JSON.readTree(text)) {
      attempts.add(parse(attempt));
    }
    return attempts;
  }

  private static CarrierAttempt parse(JsonNode json) {
    JsonNode delay = json.path("postDialDelayMillis");
    JsonNode cost = json.path("cost");
    return new CarrierAttempt(
        json.path("carrier").asString(),
        json.path("gateway").asString(),
        json.path("address").asString(),
        json.path("transport").asString(),
        Instant.parse(json.path("startedAt").asString()),
        delay.isNumber() ? OptionalLong.of(delay.asLong()) : OptionalLong.empty(),
        CarrierAttempt.Result.ofLabel(json.path("result").asString()),
        json.path("sipStatus").asInt(0),
        json.path("q850").asInt(0),
        cost.isString()
            ? Optional.of(
                new CarrierAttempt.Cost(
                    Money.parse(cost.asString()), json.path("currency").asString()))
            : Optional.empty());
  }
}
