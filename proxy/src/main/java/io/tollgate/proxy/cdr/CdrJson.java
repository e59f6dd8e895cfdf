package io.tollgate.proxy.cdr;

import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A record as a JSON object. Every name is always there; what the call never had is {@code null}.
 * Money is a decimal string, moments are RFC 3339 in UTC with milliseconds, numbers have their plus
 * sign.
 */
public final class CdrJson {
  /** Leaves the target to its owner: neither closes nor flushes it. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private CdrJson() {}

  /** The record's JSON on one line. */
  public static String toJson(Cdr cdr) {
    StringWriter text = new StringWriter(1_024);
    write(cdr, text);
    return text.toString();
  }

  /**
   * Writes the record's JSON on one line, and leaves the target open.
   *
   * @throws tools.jackson.core.JacksonException where the target fails
   */
  public static void write(Cdr cdr, Writer target) {
    // Through characters and not bytes: half a surrogate pair, which a SIP header may hold, is
    // replaced on the way out and is no reason to fail.
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), target)) {
      json.writeStartObject();
      writePath(json, cdr);
      writeParties(json, cdr.parties());
      writePrice(json, cdr.tariff());
      json.writeNumberProperty("billedSeconds", cdr.charge().billedSeconds());
      money(json, "charge", cdr.charge().amount());
      money(json, "attemptFee", cdr.charge().attemptFee());
      writeCost(json, cdr);
      writeEnding(json, cdr.ending());
      writeTimes(json, cdr.times());
      json.writeName("attempts");
      AttemptsJson.write(json, cdr.attempts());
      text(json, "callIdA", cdr.callIdA());
      text(json, "callIdB", cdr.callIdB());
      string(json, "leg", cdr.part().map(part -> part.leg().label()));
      string(json, "link", cdr.part().map(Cdr.Part::link));
      json.writeEndObject();
    }
  }

  private static void writePath(JsonGenerator json, Cdr cdr) {
    json.writeStringProperty("id", cdr.id());
    json.writeStringProperty("direction", cdr.direction().label());
    text(json, "account", cdr.path().account());
    text(json, "trunk", cdr.path().trunk());
    text(json, "carrier", cdr.path().carrier());
    text(json, "gateway", cdr.path().gateway());
    text(json, "pop", cdr.path().pop());
  }

  private static void writeParties(JsonGenerator json, Cdr.Parties parties) {
    text(json, "from", parties.from().map(E164::toString).orElse(""));
    text(json, "to", parties.to().map(E164::toString).orElse(""));
    text(json, "fromReceived", parties.fromReceived());
    text(json, "toReceived", parties.toReceived());
    text(json, "source", parties.source());
  }

  private static void writePrice(JsonGenerator json, Optional<Tariff> tariff) {
    // The prefixes may be empty and mean something then: the default price.
    string(json, "destinationPrefix", tariff.map(Tariff::destinationPrefix));
    string(json, "originPrefix", tariff.map(Tariff::originPrefix));
    string(json, "deck", tariff.map(Tariff::deck));
    number(json, "deckVersion", tariff, Tariff::deckVersion);
    string(json, "currency", tariff.map(Tariff::currency));
    string(json, "rate", tariff.map(Tariff::ratePerMinute).map(Money::toString));
    string(json, "connectFee", tariff.map(Tariff::connectFee).map(Money::toString));
    string(json, "minimumCharge", tariff.map(Tariff::minimumCharge).map(Money::toString));
    number(json, "initialIncrement", tariff, t -> t.increments().initialSeconds());
    number(json, "nextIncrement", tariff, t -> t.increments().nextSeconds());
    number(json, "graceSeconds", tariff, Tariff::graceSeconds);
    number(json, "freeSeconds", tariff, Tariff::freeSeconds);
    number(json, "digits", tariff, Tariff::digits);
    string(json, "rounding", tariff.map(price -> price.rounding().mode().words()));
  }

  /** What the carrier charges, by the names that the customer's price has. */
  private static void writeCost(JsonGenerator json, Cdr cdr) {
    Optional<Tariff> tariff = cdr.cost().map(CarrierCost::tariff);
    Optional<Charge> charge = cdr.cost().map(CarrierCost::charge);
    string(json, "costDeck", tariff.map(Tariff::deck));
    number(json, "costDeckVersion", tariff, Tariff::deckVersion);
    string(json, "costDestinationPrefix", tariff.map(Tariff::destinationPrefix));
    string(json, "costOriginPrefix", tariff.map(Tariff::originPrefix));
    string(json, "costCurrency", tariff.map(Tariff::currency));
    string(json, "costRate", tariff.map(Tariff::ratePerMinute).map(Money::toString));
    if (charge.isPresent()) {
      json.writeNumberProperty("costBilledSeconds", charge.get().billedSeconds());
    } else {
      json.writeNullProperty("costBilledSeconds");
    }
    string(json, "cost", charge.map(Charge::amount).map(Money::toString));
    string(json, "costAttemptFee", charge.map(Charge::attemptFee).map(Money::toString));
    string(json, "margin", cdr.margin().map(Money::toString));
  }

  private static void writeEnding(JsonGenerator json, Cdr.Ending ending) {
    json.writeNumberProperty("sipStatus", ending.sipStatus());
    json.writeNumberProperty("q850", ending.q850());
    json.writeStringProperty("code", ending.cause().code());
    json.writeStringProperty("hungUpBy", ending.hungUpBy().label());
  }

  private static void writeTimes(JsonGenerator json, Cdr.Times times) {
    moment(json, "receivedAt", Optional.of(times.receivedAt()));
    moment(json, "ringingAt", times.ringingAt());
    moment(json, "answeredAt", times.answeredAt());
    moment(json, "endedAt", Optional.of(times.endedAt()));
    json.writeNumberProperty("durationMillis", times.durationMillis());
    if (times.setupMicros() > 0) {
      json.writeNumberProperty("setupMicros", times.setupMicros());
    } else {
      json.writeNullProperty("setupMicros"); // no INVITE went out; a 0 would spoil averages
    }
  }

  /** A moment as records have it. */
  static String moment(Instant moment) {
    return RFC_3339.format(moment);
  }

  private static void money(JsonGenerator json, String name, Money value) {
    json.writeStringProperty(name, value.toString());
  }

  private static void moment(JsonGenerator json, String name, Optional<Instant> value) {
    string(json, name, value.map(RFC_3339::format));
  }

  private static void text(JsonGenerator json, String name, String value) {
    string(json, name, value.isEmpty() ? Optional.empty() : Optional.of(value));
  }

  private static void string(JsonGenerator json, String name, Optional<String> value) {
    json.writeStringProperty(name, value.orElse(null));
  }

  private static void number(
      JsonGenerator json, String name, Optional<Tariff> tariff, Function<Tariff, Integer> value) {
    if (tariff.isPresent()) {
      json.writeNumberProperty(name, value.apply(tariff.get()));
    } else {
      json.writeNullProperty(name);
    }
  }
}
