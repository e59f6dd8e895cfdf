package io.tollgate.proxy.http.price;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.rating.deck.RateDeck;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@code GET /v1/decks}: the decks in force. {@code GET /v1/decks/{id}}: one of them, whole, as
 * CSV; its {@code ETag} is its version.
 */
public final class DeckPages implements Pages {
  private final DeckSource source;

  /** Shows the decks of this source. */
  public DeckPages(DeckSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/decks", this::list),
        Route.get("/v1/decks/{id}", request -> one(request.pathValues().get("id"))));
  }

  private Response list(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    List<RateDeck> decks =
        source.inForce().values().stream().sorted(Comparator.comparing(RateDeck::id)).toList();
    return Response.list(
        "decks",
        decks,
        (deck, json) -> {
          json.writeStartObject();
          json.writeStringProperty("id", deck.id());
          json.writeNumberProperty("version", deck.version());
          json.writeStringProperty("currency", deck.currency());
          json.writeNumberProperty("digits", deck.rounding().digits());
          json.writeStringProperty("rounding", deck.rounding().mode().words());
          json.writeNumberProperty("prices", deck.size());
          json.writeEndObject();
        });
  }

  private Response one(String id) {
    return Optional.ofNullable(source.inForce().get(id))
        .map(DeckPages::csv)
        .orElseGet(() -> Response.error(404, "no deck has this id", "id"));
  }

  private static Response csv(RateDeck deck) {
    return new Response(
            200,
            Map.of("Content-Type", "text/csv; charset=utf-8; header=present"),
            OptionalLong.empty(),
            target -> DeckCsv.write(deck, target))
        .with("ETag", "\"" + deck + "\"");
  }
}
