package io.tollgate.proxy.http.trunk;

import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.CallingHours;
import io.tollgate.proxy.trunk.CallingHoursText;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.proxy.trunk.Destinations;
import io.tollgate.rating.charge.Money;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Shows what bounds the calls of an account or a trunk, by the names of the configuration. */
final class LimitsJson {
  private LimitsJson() {}

  /** {@code "limits": {…}}; what is not set is left out. */
  static void write(CallLimits limits, JsonGenerator json) {
    json.writeName("limits");
    json.writeStartObject();
    limits.channels().ifPresent(most -> json.writeNumberProperty("channels", most));
    write(limits.destinations(), json);
    limits.hours().ifPresent(hours -> write(hours, json));
    amount("maxRate", limits.rateCeiling(), json);
    if (limits.spending().isBounded()) {
      json.writeName("spend");
      json.writeStartObject();
      amount("day", limits.spending().perDay(), json);
      amount("month", limits.spending().perMonth(), json);
      json.writeEndObject();
    }
    limits
        .longestCall()
        .ifPresent(most -> json.writeStringProperty("longestCall", most.toSeconds() + "s"));
    json.writeEndObject();
  }

  /** {@code "credit": {…}}. */
  static void write(Credit credit, JsonGenerator json) {
    json.writeName("credit");
    json.writeStartObject();
    json.writeStringProperty("kind", credit.kind().label());
    if (!credit.limit().isZero()) {
      json.writeStringProperty("limit", credit.limit().toString());
    }
    json.writeEndObject();
  }

  private static void write(Destinations destinations, JsonGenerator json) {
    if (destinations.allowed().isEmpty()
        && destinations.barred().isEmpty()
        && destinations.closed().isEmpty()) {
      return;
    }
    json.writeName("destinations");
    json.writeStartObject();
    texts("allowed", destinations.allowed(), json);
    texts("barred", destinations.barred(), json);
    texts("highCostClosed", destinations.closed(), json);
    json.writeEndObject();
  }

  private static void write(CallingHours hours, JsonGenerator json) {
    json.writeName("hours");
    json.writeStartObject();
    json.writeStringProperty("zone", hours.zone().getId());
    texts("open", CallingHoursText.format(hours), json);
    json.writeEndObject();
  }

  private static void texts(String name, List<String> texts, JsonGenerator json) {
    if (!texts.isEmpty()) {
      JsonText.array(json, name, texts, json::writeString);
    }
  }

  private static void amount(String name, Optional<Money> amount, JsonGenerator json) {
    amount.ifPresent(money -> json.writeStringProperty(name, money.toString()));
  }
}
