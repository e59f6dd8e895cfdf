package io.tollgate.proxy.http.price;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.number.E164;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * What a call would cost if it were made now, or {@code at} a moment to come, by the versions of
 * decks that lie ready for it. {@code GET /v1/quote?to=&from=&seconds=}: one; {@code GET
 * /v1/quotes?to=A,B,C…}: up to 500 destinations from one origin. The deck is that of {@code
 * account}, or the one that is named by {@code deck}, or the only one that there is.
 *
 * <p>The answers name things as records do. {@code result} is {@code rated}, {@code no-rate} or
 * {@code destination-barred}; the last two are what the call would be refused with. Without {@code
 * from}, or with {@code from=anonymous}, the price is that of a caller who hides his number.
 *
 * <p>{@code GET /v1/quote?account=&call=inbound.local&seconds=}: a call that the account's price
 * book prices.
 */
public final class QuotePages implements Pages {
  private static final Set<String> PARAMETERS =
      Set.of("to", "from", "account", "deck", "seconds", "at");
  private static final Set<String> BOOK_PARAMETERS = Set.of("call", "account", "seconds");
  private static final List<String> KINDS =
      Arrays.stream(CallKind.values()).map(CallKind::label).toList();
  private static final String ANONYMOUS = "anonymous";
  private static final int DEFAULT_SECONDS = 60;
  private static final int MAX_SECONDS = 86_400;
  private static final int MAX_DESTINATIONS = 500;

  /** What a client's clock may be late by. */
  private static final Duration LATENESS = Duration.ofMinutes(1);

  private final DeckSource source;
  private final InstantSource clock;

  /**
   * @param clock what moments are in the past by
   */
  public QuotePages(DeckSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * What every quote of a request has in common.
   *
   * @param from the caller's number; empty where it is hidden
   * @param duration of the call, whole seconds
   */
  private record Terms(RateDeck deck, Optional<E164> from, Duration duration) {}

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/v1/quote", this::one), Route.get("/v1/quotes", this::several));
  }

  private Response one(Request request) throws BadRequestException {
    if (request.query().text("call").isPresent()) {
      return fromBook(request.query());
    }
    Terms terms = terms(request.query());
    E164 to = number("to", destinations(request.query()));
    return Response.json(200, JsonText.object(json -> writeQuote(json, terms, to)));
  }

  /** A call that no deck prices, but the account's price book. */
  private Response fromBook(Query query) throws BadRequestException {
    query.allowOnly(BOOK_PARAMETERS);
    CallKind kind =
        CallKind.labelled(query.text("call").orElseThrow())
            .orElseThrow(
                () -> new BadRequestException("call", "is none of " + String.join(", ", KINDS)));
    String account =
        query
            .text("account")
            .orElseThrow(() -> new BadRequestException("account", "is missing beside call"));
    if (source.deckOf(account).isEmpty()) {
      throw new BadRequestException("account", "is not known");
    }
    Duration duration =
        Duration.ofSeconds(query.number("seconds", 0, MAX_SECONDS, DEFAULT_SECONDS));
    Optional<Tariff> tariff = source.pricesOf(account).flatMap(book -> book.tariff(kind));
    return Response.json(
        200,
        JsonText.object(
            json -> {
              json.writeStringProperty("account", account);
              json.writeStringProperty("call", kind.label());
              json.writeStringProperty("deck", tariff.map(Tariff::deck).orElse(null));
              json.writeStringProperty("result", tariff.isPresent() ? "rated" : "no-rate");
              tariff.ifPresent(
                  price -> {
                    json.writeNumberProperty("deckVersion", price.deckVersion());
                    writeTariff(json, price);
                    writeCharge(json, duration, price.charge(duration));
                  });
            }));
  }

  private Response several(Request request) throws BadRequestException {
    Terms terms = terms(request.query());
    String[] texts = destinations(request.query()).split(",", -1);
    if (texts.length > MAX_DESTINATIONS) {
      throw new BadRequestException("to", "names more than " + MAX_DESTINATIONS + " numbers");
    }
    List<E164> numbers = new ArrayList<>();
    for (String text : texts) {
      numbers.add(number("to", text));
    }
    return Response.list(
        "quotes",
        numbers,
        (to, json) -> {
          json.writeStartObject();
          writeQuote(json, terms, to);
          json.writeEndObject();
        });
  }

  private Terms terms(Query query) throws BadRequestException {
    query.allowOnly(PARAMETERS);
    Optional<String> from = query.text("from").filter(text -> !text.equals(ANONYMOUS));
    return new Terms(
        deck(query),
        from.isPresent() ? Optional.of(number("from", from.get())) : Optional.empty(),
        Duration.ofSeconds(query.number("seconds", 0, MAX_SECONDS, DEFAULT_SECONDS)));
  }

  private static String destinations(Query query) throws BadRequestException {
    return query.text("to").orElseThrow(() -> new BadRequestException("to", "is missing"));
  }

  private RateDeck deck(Query query) throws BadRequestException {
    Optional<String> account = query.text("account");
    Optional<String> named = query.text("deck");
    if (account.isPresent() && named.isPresent()) {
      throw new BadRequestException("deck", "is not possible beside account; leave one out");
    }
    Optional<Instant> at = at(query);
    Map<String, RateDeck> decks = at.isPresent() ? source.inForce(at.get()) : source.inForce();
    if (account.isPresent()) {
      String id =
          source
              .deckOf(account.get())
              .orElseThrow(() -> new BadRequestException("account", "is not known"));
      return known(decks, id, "account");
    }
    if (named.isPresent()) {
      return known(decks, named.get(), "deck");
    }
    if (decks.size() != 1) {
      throw new BadRequestException("account", "is missing, and there is not just one deck");
    }
    return decks.values().iterator().next();
  }

  /** What was in force once, records say; here it is about calls that are yet to be made. */
  private Optional<Instant> at(Query query) throws BadRequestException {
    Optional<String> text = query.text("at");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Instant at;
    try {
      at = Instant.parse(text.get());
    } catch (DateTimeParseException e) {
      throw new BadRequestException("at", "is no moment such as 2026-03-01T00:00:00Z");
    }
    if (at.isBefore(clock.instant().minus(LATENESS))) {
      throw new BadRequestException("at", "is in the past; the records say what calls cost then");
    }
    return Optional.of(at);
  }

  private static RateDeck known(Map<String, RateDeck> decks, String id, String parameter)
      throws BadRequestException {
    RateDeck deck = decks.get(id);
    if (deck == null) {
      throw new BadRequestException(parameter, "leads to no deck");
    }
    return deck;
  }

  /** The plus sign may be missing, or be the blank that it stands for in a query. */
  private static E164 number(String parameter, String text) throws BadRequestException {
    String digits = text.startsWith("+") || text.startsWith(" ") ? text.substring(1) : text;
    return E164.parse("+" + digits)
        .orElseThrow(
            () ->
                new BadRequestException(
                    parameter, "'" + text + "' is no number in E.164, such as %2B436641234567"));
  }

  private static void writeQuote(JsonGenerator json, Terms terms, E164 to) {
    RateDeck deck = terms.deck();
    json.writeStringProperty("to", to.toString());
    json.writeStringProperty("from", terms.from().map(E164::toString).orElse(null));
    json.writeStringProperty("deck", deck.id());
    json.writeNumberProperty("deckVersion", deck.version());
    RatingResult result = Rater.rate(deck, to, terms.from());
    switch (result) {
      case RatingResult.NoRate() -> json.writeStringProperty("result", "no-rate");
      case RatingResult.Blocked(String prefix) -> {
        json.writeStringProperty("result", "destination-barred");
        json.writeStringProperty("destinationPrefix", prefix);
      }
      case RatingResult.Rated(Tariff tariff) -> {
        json.writeStringProperty("result", "rated");
        writeTariff(json, tariff);
        writeCharge(json, terms.duration(), tariff.charge(terms.duration()));
      }
    }
  }

  private static void writeTariff(JsonGenerator json, Tariff tariff) {
    json.writeStringProperty("destinationPrefix", tariff.destinationPrefix());
    json.writeStringProperty("originPrefix", tariff.originPrefix());
    json.writeStringProperty("currency", tariff.currency());
    json.writeStringProperty("rate", tariff.ratePerMinute().toString());
    json.writeStringProperty("connectFee", tariff.connectFee().toString());
    json.writeStringProperty("minimumCharge", tariff.minimumCharge().toString());
    json.writeNumberProperty("initialIncrement", tariff.increments().initialSeconds());
    json.writeNumberProperty("nextIncrement", tariff.increments().nextSeconds());
    json.writeNumberProperty("graceSeconds", tariff.graceSeconds());
    json.writeNumberProperty("freeSeconds", tariff.freeSeconds());
  }

  private static void writeCharge(JsonGenerator json, Duration duration, Charge charge) {
    json.writeNumberProperty("seconds", duration.toSeconds());
    json.writeNumberProperty("billedSeconds", charge.billedSeconds());
    json.writeStringProperty("charge", charge.amount().toString());
    json.writeStringProperty("attemptFee", charge.attemptFee().toString());
  }
}
