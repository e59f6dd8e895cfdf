package io.tollgate.proxy.http.price;

import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.JsonText;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.deck.PriceList;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.number.Countries;
import io.tollgate.rating.number.Country;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/**
 * {@code GET /v1/Account/{account}/Pricing/?country_iso=US}: what an account pays for calls to and
 * from a country, in the shape of the price-list API that customers' programs know.
 *
 * <p>The rates of calls out are the deck's rows that calls to the country can win, by destination
 * ({@code prefix}) and origin ({@code origination_prefix}, where the empty text is everybody else).
 * All the rest is the account's price book; what that does not say is {@code null}.
 */
public final class PricingPages implements Pages {
  private static final String COUNTRY = "country_iso";
  private static final Pattern ISO = Pattern.compile("[A-Za-z]{2}");

  private final DeckSource source;

  /** Shows the prices of this source. */
  public PricingPages(DeckSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/v1/Account/{account}/Pricing/", this::prices),
        Route.get("/v1/Account/{account}/Pricing", this::prices));
  }

  private Response prices(Request request) throws BadRequestException {
    request.query().allowOnly(Set.of(COUNTRY));
    String iso =
        request
            .query()
            .text(COUNTRY)
            .orElseThrow(() -> new BadRequestException(COUNTRY, "is missing"));
    if (!ISO.matcher(iso).matches()) {
      throw new BadRequestException(COUNTRY, "is not two letters, such as US");
    }
    String account = request.pathValues().get("account");
    Optional<String> deckId = source.deckOf(account);
    if (deckId.isEmpty()) {
      return Response.error(404, "no account has this id", "account");
    }
    Optional<Country> country = Countries.named(iso.toUpperCase(Locale.ROOT));
    if (country.isEmpty()) {
      return Response.error(404, "no country has this code", COUNTRY);
    }
    Optional<RateDeck> deck = Optional.ofNullable(source.inForce().get(deckId.get()));
    PriceList list =
        deck.map(d -> PriceList.of(d, country.get())).orElseGet(() -> new PriceList(List.of()));
    return Response.json(
        200, JsonText.object(json -> write(json, country.get(), list, source.pricesOf(account))));
  }

  private static void write(
      JsonGenerator json, Country country, PriceList list, Optional<PriceBook> book) {
    json.writeStringProperty("api_id", UUID.randomUUID().toString());
    json.writeStringProperty("country", country.name());
    json.writeNumberProperty("country_code", country.callingCode());
    json.writeStringProperty("country_iso", country.iso());
    writeMessage(json, book.flatMap(PriceBook::message));
    writeNumbers(json, book.flatMap(PriceBook::phoneNumbers));
    json.writeObjectPropertyStart("voice");
    json.writeObjectPropertyStart("inbound");
    writeRate(json, "ip", rate(book, CallKind.INBOUND_IP));
    writeRate(json, "local", rate(book, CallKind.INBOUND_LOCAL));
    writeRate(json, "tollfree", rate(book, CallKind.INBOUND_TOLLFREE));
    json.writeEndObject();
    json.writeObjectPropertyStart("outbound");
    writeRate(json, "ip", rate(book, CallKind.OUTBOUND_IP));
    writeRate(json, "local", rate(book, CallKind.OUTBOUND_LOCAL));
    writeRates(json, list);
    writeRate(json, "tollfree", rate(book, CallKind.OUTBOUND_TOLLFREE));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static Optional<Money> rate(Optional<PriceBook> book, CallKind kind) {
    return book.flatMap(b -> b.rate(kind));
  }

  private static void writeMessage(JsonGenerator json, Optional<PriceBook.MessagePrices> message) {
    if (message.isEmpty()) {
      json.writeNullProperty("message");
      return;
    }
    json.writeObjectPropertyStart("message");
    writeRate(json, "inbound", message.get().inbound());
    writeRate(json, "outbound", message.get().outbound());
    json.writeArrayPropertyStart("outbound_networks_list");
    for (PriceBook.NetworkPrice network : message.get().networks()) {
      json.writeStartObject();
      json.writeStringProperty("group_name", network.name());
      json.writeStringProperty("rate", network.rate().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeNumbers(JsonGenerator json, Optional<PriceBook.NumberPrices> numbers) {
    if (numbers.isEmpty()) {
      json.writeNullProperty("phone_numbers");
      return;
    }
    json.writeObjectPropertyStart("phone_numbers");
    writeRate(json, "local", numbers.get().local());
    writeRate(json, "tollfree", numbers.get().tollfree());
    json.writeEndObject();
  }

  private static void writeRates(JsonGenerator json, PriceList list) {
    json.writeArrayPropertyStart("rates");
    for (PriceList.Group group : list.groups()) {
      json.writeStartObject();
      writeTexts(json, "prefix", group.destinations());
      writeTexts(json, "origination_prefix", group.origins());
      json.writeStringProperty("rate", group.ratePerMinute().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void writeRate(JsonGenerator json, String name, Optional<Money> rate) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("rate", rate.map(Money::toString).orElse(null));
    json.writeEndObject();
  }
}
