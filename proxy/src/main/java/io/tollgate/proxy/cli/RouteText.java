package io.tollgate.proxy.cli;

import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** The explanation of a route for people, made of what {@code GET /v1/route} says. */
final class RouteText {
  private static final String LINE = "%-9s %s%n";

  private final JsonNode route;
  private final PrintWriter out;

  RouteText(JsonNode route, PrintWriter out) {
    this.route = route;
    this.out = out;
  }

  void print() {
    explain();
    out.flush();
  }

  private void explain() {
    line("trunk", text("trunk") + " of account " + text("account"));
    for (JsonNode step : route.path("number")) {
      line("number", step.path("step").asString() + ": " + step.path("result").asString());
    }
    if (!route.path("to").isNull()) {
      line("to", text("to"));
      line("from", route.path("from").isNull() ? "hidden, or no number" : text("from"));
    }
    JsonNode price = route.path("price");
    if (!price.isNull()) {
      line(
          "price",
          "%s %s/min: %s"
              .formatted(
                  price.path("rate").asString(), price.path("currency").asString(), of(price)));
    }
    String away =
        route.path("kilometres").isNull() ? "" : ", " + route.path("kilometres").asLong() + " km";
    String measured =
        route.path("roundTripMillis").isNull()
            ? ""
            : "; the caller is %s ms from here, as measured".formatted(text("roundTripMillis"));
    line("pop", orElse(text("pop"), "none") + away + measured + leaving());
    JsonNode onNet = route.path("onNet");
    if (!onNet.isNull()) {
      line(
          "stays",
          "here: it is a number of trunk %s of account %s"
              .formatted(onNet.path("trunk").asString(), onNet.path("account").asString()));
      return;
    }
    if (route.path("gateways").isEmpty()) {
      return; // it never came to that
    }
    line(
        "order",
        "%s, %s; costs are those of a call of %d s"
            .formatted(
                text("order"),
                route.path("allowLoss").asBoolean() ? "at a loss, too" : "never at a loss",
                route.path("callSeconds").asLong()));
    for (JsonNode gateway : route.path("gateways")) {
      print(gateway);
    }
  }

  /** Where a price comes from: a deck, or what an account pays for calls that no deck prices. */
  private static String of(JsonNode price) {
    String deck =
        "deck %s@%d".formatted(price.path("deck").asString(), price.path("deckVersion").asInt());
    String destination = price.path("destinationPrefix").asString();
    return destination.isEmpty()
        ? deck
        : "%s, destination %s, origin %s"
            .formatted(
                deck, destination, orElse(price.path("originPrefix").asString(), "any other"));
  }

  /** Where the nearest is not whom it leaves through. */
  private String leaving() {
    return text("steering").equals("off") && !text("pop").equals(text("leavesFrom"))
        ? "; it leaves from %s, for steering is off".formatted(text("leavesFrom"))
        : "";
  }

  private void print(JsonNode gateway) {
    StringBuilder text = new StringBuilder();
    text.append(gateway.path("carrier").asString()).append('/');
    text.append(gateway.path("gateway").asString()).append(' ');
    text.append(gateway.path("uri").asString());
    if (!gateway.path("pop").isNull()) {
      text.append(" at ").append(gateway.path("pop").asString());
    }
    if (!gateway.path("callCost").isNull()) {
      text.append(
          ": %s %s/min, %s"
              .formatted(
                  gateway.path("costRate").asString(),
                  gateway.path("costCurrency").asString(),
                  gateway.path("callCost").asString()));
      if (!gateway.path("margin").isNull()) {
        text.append(", margin ").append(gateway.path("margin").asString());
      }
    }
    if (gateway.path("attempts").asInt() > 0) {
      text.append(
          ", %d of %d answered, after %d ms"
              .formatted(
                  gateway.path("answered").asInt(),
                  gateway.path("attempts").asInt(),
                  gateway.path("postDialDelayMillis").asLong()));
    }
    boolean tried = gateway.path("leftOutAs").isNull();
    if (!tried) {
      text.append("; left out: ").append(gateway.path("why").asString());
    }
    line(tried ? gateway.path("turn").asString() : "-", text.toString());
  }

  private String text(String name) {
    return route.path(name).asString();
  }

  private static String orElse(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private void line(String name, String text) {
    out.printf(LINE, name, text);
  }
}
