package io.tollgate.proxy.http.price;

import io.tollgate.proxy.deck.DeckSwap;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckProblem;
import io.tollgate.rating.deck.DeckReport;
import io.tollgate.rating.deck.Moments;
import io.tollgate.rating.deck.RateDeck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * {@code PUT /v1/decks/{id}?validFrom=&lenient=}: a deck in CSV or JSON takes the place of the one
 * with its id, now or from a moment on. {@code GET /v1/decks/{id}/versions}: what is in force and
 * what is to come. {@code GET /v1/decks/{id}/versions/{version}}: any version as it was loaded.
 */
public final class DeckUploadPages implements Pages {
  /** A million rows with descriptions are some 60 MB. */
  private static final int MAX_BODY = 128 << 20;

  private static final int SHOWN = 100;
  private static final Set<String> PARAMETERS = Set.of("validFrom", "lenient");

  private final DeckSource source;

  /** Gives new decks to this source. */
  public DeckUploadPages(DeckSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.put("/v1/decks/{id}", this::put).withBodyUpTo(MAX_BODY),
        Route.get("/v1/decks/{id}/versions", this::versions),
        Route.get("/v1/decks/{id}/versions/{version}", this::text));
  }

  private static Response unknown() {
    return Response.error(404, "no deck has this id", "id");
  }

  private Response put(Request request) throws BadRequestException {
    request.query().allowOnly(PARAMETERS);
    Optional<Instant> validFrom = moment(request.query());
    boolean lenient = flag(request.query());
    Optional<DeckSwap> swap = source.swap();
    if (swap.isEmpty()) {
      return unknown();
    }
    String id = request.pathValues().get("id");
    try {
      return swap.get()
          .upload(id, request.body().bytes(), validFrom, lenient)
          .map(uploaded -> taken(id, uploaded))
          .orElseGet(DeckUploadPages::unknown);
    } catch (DeckException e) {
      return refused(e);
    }
  }

  private static Optional<Instant> moment(Query query) throws BadRequestException {
    Optional<String> text = query.text("validFrom");
    try {
      return text.map(Moments::parse);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("validFrom", e.getMessage());
    }
  }

  private static boolean flag(Query query) throws BadRequestException {
    String text = query.text("lenient").orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      throw new BadRequestException("lenient", "is neither true nor false");
    }
    return text.equals("true");
  }

  private static Response taken(String id, DeckSwap.Uploaded uploaded) {
    DeckReport report = uploaded.report();
    return Response.json(
            200,
            JsonText.object(
                json -> {
                  json.writeStringProperty("id", id);
                  json.writeNumberProperty("version", uploaded.version());
                  json.writeStringProperty("validFrom", uploaded.validFrom().toString());
                  json.writeBooleanProperty("inForce", uploaded.inForce());
                  json.writeNumberProperty("rows", report.counts().rows());
                  json.writeNumberProperty("prices", report.deck().size());
                  problems(json, "leftOut", report.leftOut());
                  json.writeNumberProperty("warnings", report.counts().warnings());
                }))
        .with("ETag", "\"" + id + "@" + uploaded.version() + "\"");
  }

  private static Response refused(DeckException e) {
    return Response.json(
        400,
        JsonText.object(
            json -> {
              json.writeStringProperty("error", e.getMessage());
              problems(json, "problems", e.problems());
            }));
  }

  private static void problems(JsonGenerator json, String name, List<DeckProblem> problems) {
    JsonText.array(
        json,
        name,
        problems.subList(0, Math.min(SHOWN, problems.size())),
        problem -> {
          json.writeString(problem.toString());
        });
  }

  private Response versions(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    Optional<DeckSwap> swap = source.swap();
    List<RateDeck> known =
        swap.map(decks -> decks.versions(request.pathValues().get("id"))).orElse(List.of());
    if (known.isEmpty()) {
      return unknown();
    }
    return Response.json(
        200,
        JsonText.object(
            json -> {
              json.writeName("versions");
              json.writeStartArray();
              for (int i = 0; i < known.size(); i++) {
                RateDeck deck = known.get(i);
                json.writeStartObject();
                json.writeNumberProperty("version", deck.version());
                if (i == 0) {
                  json.writeBooleanProperty("inForce", true);
                } else {
                  json.writeStringProperty("validFrom", deck.validFrom().toString());
                }
                json.writeNumberProperty("prices", deck.size());
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  private Response text(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of());
    Map<String, String> path = request.pathValues();
    Optional<byte[]> text;
    try {
      int version = Integer.parseInt(path.get("version"));
      text = source.swap().flatMap(swap -> swap.text(path.get("id"), version));
    } catch (NumberFormatException e) {
      text = Optional.empty();
    }
    return text.map(bytes -> Response.of(200, "text/plain; charset=utf-8", bytes))
        .orElseGet(() -> Response.error(404, "this version is not kept", "version"));
  }
}
