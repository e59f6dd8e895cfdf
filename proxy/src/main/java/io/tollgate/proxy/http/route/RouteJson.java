package io.tollgate.proxy.http.route;

import io.tollgate.proxy.call.RouteExplanation;
import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.route.Cost;
import io.tollgate.proxy.route.PassOver;
import io.tollgate.proxy.route.RouteOption;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;

/** The explanation of a route as JSON. */
public final class RouteJson {

  private RouteJson() {}

  /** The whole object. */
  public static String of(RouteExplanation route) {
    return text(route).text();
  }

  static JsonText text(RouteExplanation route) {
    return JsonText.object(json -> write(route, json));
  }

  private static void write(RouteExplanation route, JsonGenerator json) {
    json.writeStringProperty("trunk", route.trunk());
    json.writeStringProperty("account", route.account());
    JsonText.array(
        json,
        "number",
        route.steps(),
        step -> {
          json.writeStartObject();
          json.writeStringProperty("step", step.name());
          json.writeStringProperty("result", step.text());
          json.writeEndObject();
        });
    text(json, "to", route.to().map(E164::toString));
    text(json, "from", route.from().map(E164::toString));
    json.writeName("price");
    if (route.price().isPresent()) {
      json.writeStartObject();
      write(route.price().get(), json);
      json.writeEndObject();
    } else {
      json.writeNull();
    }
    json.writeStringProperty("pop", route.place().pop());
    if (route.place().kilometres().isPresent()) {
      json.writeNumberProperty("kilometres", Math.round(route.place().kilometres().getAsDouble()));
    } else {
      json.writeNullProperty("kilometres");
    }
    OptionalDouble measured = route.place().measured();
    text(
        json,
        "roundTripMillis",
        measured.isPresent()
            ? Optional.of(String.format(Locale.ROOT, "%.1f", measured.getAsDouble()))
            : Optional.empty());
    json.writeStringProperty("order", route.policy().order().label());
    json.writeBooleanProperty("allowLoss", route.policy().mayLose());
    json.writeNumberProperty("callSeconds", route.settings().callLength().toSeconds());
    json.writeStringProperty("leavesFrom", route.place().own());
    json.writeStringProperty("steering", route.place().steering().name().toLowerCase(Locale.ROOT));
    json.writeName("onNet");
    if (route.onNet().isPresent()) {
      json.writeStartObject();
      json.writeStringProperty("account", route.onNet().get().account());
      json.writeStringProperty("trunk", route.onNet().get().trunk());
      json.writeEndObject();
    } else {
      json.writeNull();
    }
    json.writeName("gateways");
    json.writeStartArray();
    int turn = 0;
    for (RouteOption option : route.options()) {
      boolean tried = option.passedOver() == PassOver.NOTHING;
      turn += tried ? 1 : 0;
      write(option, tried ? turn : 0, json);
    }
    json.writeEndArray();
    text(json, "refusedAs", route.refusal().map(refused -> refused.cause().code()));
    text(json, "why", route.refusal().map(RouteExplanation.Refused::why));
  }

  private static void write(Tariff price, JsonGenerator json) {
    json.writeStringProperty("rate", price.ratePerMinute().toString());
    json.writeStringProperty("currency", price.currency());
    json.writeStringProperty("deck", price.deck());
    json.writeNumberProperty("deckVersion", price.deckVersion());
    json.writeStringProperty("destinationPrefix", price.destinationPrefix());
    json.writeStringProperty("originPrefix", price.originPrefix());
  }

  private static void write(RouteOption option, int turn, JsonGenerator json) {
    json.writeStartObject();
    if (turn > 0) {
      json.writeNumberProperty("turn", turn);
    } else {
      json.writeNullProperty("turn");
    }
    json.writeStringProperty("carrier", option.gateway().carrier());
    json.writeStringProperty("gateway", option.gateway().id());
    json.writeStringProperty("uri", option.gateway().uri().toString());
    text(json, "pop", option.gateway().dispatch().pop());
    Optional<Tariff> cost = option.cost().known();
    text(json, "costRate", cost.map(tariff -> tariff.ratePerMinute().toString()));
    text(json, "costCurrency", cost.map(Tariff::currency));
    text(json, "callCost", option.callCost().map(Money::toString));
    text(json, "margin", option.margin().map(Money::toString));
    json.writeBooleanProperty("costKnown", !(option.cost() instanceof Cost.Unknown));
    json.writeNumberProperty("attempts", option.quality().attempts());
    json.writeNumberProperty("answered", option.quality().answered());
    json.writeNumberProperty("postDialDelayMillis", option.quality().meanDelayMillis());
    boolean tried = option.passedOver() == PassOver.NOTHING;
    text(
        json,
        "leftOutAs",
        tried
            ? Optional.empty()
            : Optional.of(option.passedOver().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    text(json, "why", tried ? Optional.empty() : Optional.of(option.passedOver().why()));
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, Optional<String> value) {
    json.writeStringProperty(name, value.orElse(null));
  }
}
