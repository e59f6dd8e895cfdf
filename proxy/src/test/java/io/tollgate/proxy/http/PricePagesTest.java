package io.tollgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.CdrQuery;
import io.tollgate.proxy.cdr.CdrStore;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.Rate;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeckReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Quotes and decks over HTTP. */
@Timeout(300)
class PricePagesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DECK =
      """
      destination,origin,rate,connect fee,attempt fee,minimum,increments,grace,free seconds,blocked,description
      43664,,0.3980,0,0.001,0,60/60,0,0,no,"Austria, ""mobile\"""
      43664,33,0.0390,0,0,0,60/60,0,0,no,
      881,,0,0,0,0,1/1,0,0,yes,satellites
      49,,0.00125,0.01,0,0.02,30/6,3,10,no,
      """;

  @TempDir private Path folder;
  private final ListedDecks decks = new ListedDecks();
  private final HttpClient client = HttpClient.newHttpClient();
  private AdminServer server;

  @BeforeEach
  void start() throws Exception {
    decks.decks.put("demo", deck("demo", DECK).withVersion(12));
    decks.accounts.put("acme", "demo");
    server =
        AdminServer.start(
            new HttpSettings(new InetSocketAddress("127.0.0.1", 0)),
            new AdminSources(List::of, (_, _) -> {}, new NoCdrs(), decks, IdleEdge.operations()));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private RateDeck deck(String id, String csv) throws IOException, DeckException {
    return RateDeckReader.read(
        Files.writeString(folder.resolve(id + ".csv"), csv), DeckSettings.of(id, "USD"));
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  @Test
  void aQuoteNamesThingsAsARecordDoes() throws Exception {
    assertThat(get("/v1/quote?to=%2B436641234567&from=%2B33123456789&seconds=61").body())
        .isEqualTo(
            """
            {"to":"+436641234567","from":"+33123456789","deck":"demo","deckVersion":12,\
            "result":"rated","destinationPrefix":"43664","originPrefix":"33","currency":"USD",\
            "rate":"0.0390","connectFee":"0.0000","minimumCharge":"0.0000","initialIncrement":60,\
            "nextIncrement":60,"graceSeconds":0,"freeSeconds":0,"seconds":61,"billedSeconds":120,\
            "charge":"0.0780","attemptFee":"0.0000"}
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "to=436641234567&from=33123456789, 0.0390",
    "to=+436641234567&from=+33123456789, 0.0390",
    "to=436641234567&from=12125550100, 0.3980",
    "to=436641234567&from=anonymous, 0.3980",
    "to=436641234567&account=acme, 0.3980",
    "to=436641234567&deck=demo&seconds=0, 0.0000",
    "to=4930123456&seconds=3, 0.0200",
    "to=4930123456&seconds=2, 0.0000",
  })
  void theChargeIsWhatTheCallWouldCost(String query, String charge) throws Exception {
    assertThat(json("/v1/quote?" + query).get("charge").stringValue()).isEqualTo(charge);
  }

  @ParameterizedTest
  @CsvSource({"819012345678, no-rate", "881612345678, destination-barred"})
  void aCallThatWouldBeRefusedHasNoCharge(String to, String result) throws Exception {
    JsonNode quote = json("/v1/quote?to=" + to);
    assertThat(quote.get("result").stringValue()).isEqualTo(result);
    assertThat(quote.has("charge")).isFalse();
  }

  @Test
  void manyQuotesAtOnceComeInTheOrderOfTheQuestion() throws Exception {
    JsonNode quotes =
        json("/v1/quotes?from=33123456789&to=436641234567,819012345678,4930123456").get("quotes");
    assertThat(quotes.valueStream().map(quote -> quote.get("to").stringValue()))
        .containsExactly("+436641234567", "+819012345678", "+4930123456");
    assertThat(quotes.valueStream().map(quote -> quote.get("result").stringValue()))
        .containsExactly("rated", "no-rate", "rated");
  }

  @Test
  void tooManyQuotesAtOnceAreRefused() throws Exception {
    String to = String.join(",", Collections.nCopies(501, "4930123456"));
    HttpResponse<String> response = get("/v1/quotes?to=" + to);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("to names more than 500 numbers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/quote",
        "/v1/quote?to=",
        "/v1/quote?to=0043664",
        "/v1/quote?to=436641234567&from=me",
        "/v1/quote?to=436641234567,4930123456",
        "/v1/quotes?to=436641234567,",
        "/v1/quote?to=436641234567&seconds=-1",
        "/v1/quote?to=436641234567&seconds=86401",
        "/v1/quote?to=436641234567&account=nobody",
        "/v1/quote?to=436641234567&deck=nothing",
        "/v1/quote?to=436641234567&deck=demo&account=acme",
        "/v1/quote?to=436641234567&orgin=33123456789",
        "/v1/quote?to=436641234567&at=tomorrow",
        "/v1/quote?to=436641234567&at=2020-01-01T00:00:00Z",
        "/v1/quote?call=inbound.local",
        "/v1/quote?call=inbound.local&account=nobody",
        "/v1/quote?call=inbound&account=acme",
        "/v1/quote?call=inbound.ip&account=acme&to=436641234567",
        "/v1/decks?id=demo"
      })
  void aQuestionThatMakesNoSenseIsAnsweredWith400(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(response.body()).get("error").stringValue()).isNotBlank();
  }

  @Test
  void withSeveralDecksTheQuestionHasToChoose() throws Exception {
    decks.decks.put("other", deck("other", "destination,rate\n43,0.5\n"));
    assertThat(get("/v1/quote?to=436641234567").statusCode()).isEqualTo(400);
    assertThat(json("/v1/quote?to=436641234567&deck=other").get("rate").stringValue())
        .isEqualTo("0.5000");
  }

  @Test
  void aCallThatNoDeckPricesIsQuotedByThePriceBook() throws Exception {
    decks.books.put(
        "acme",
        new PriceBook(
            PriceBook.idOf("acme"),
            2,
            "USD",
            Rounding.halfUp(4),
            Increments.PER_MINUTE,
            Map.of(CallKind.INBOUND_LOCAL, Money.parse("0.0085")),
            Optional.empty(),
            Optional.empty()));
    assertThat(get("/v1/quote?account=acme&call=inbound.local&seconds=61").body())
        .isEqualTo(
            """
            {"account":"acme","call":"inbound.local","deck":"prices:acme:inbound.local",\
            "result":"rated","deckVersion":2,"destinationPrefix":"","originPrefix":"",\
            "currency":"USD","rate":"0.0085","connectFee":"0.0000","minimumCharge":"0.0000",\
            "initialIncrement":60,"nextIncrement":60,"graceSeconds":0,"freeSeconds":0,\
            "seconds":61,"billedSeconds":120,"charge":"0.0170","attemptFee":"0.0000"}
            """);
    assertThat(json("/v1/quote?account=acme&call=inbound.tollfree").get("result").stringValue())
        .isEqualTo("no-rate");
  }

  @Test
  void aCallOfTomorrowIsQuotedByTomorrowsDeck() throws Exception {
    Instant tomorrow = Instant.parse("2999-01-01T00:00:00Z");
    decks.later.put(
        tomorrow, Map.of("demo", deck("demo2", "destination,rate\n43,0.5\n").withVersion(13)));
    String to = "/v1/quote?to=436641234567&deck=demo&at=";
    assertThat(json(to + tomorrow).get("deckVersion").intValue()).isEqualTo(13);
    assertThat(json(to + tomorrow.minusMillis(1)).get("deckVersion").intValue()).isEqualTo(12);
  }

  @Test
  void theDecksInForceAreListed() throws Exception {
    assertThat(get("/v1/decks").body())
        .isEqualTo(
            """
            {"decks":[{"id":"demo","version":12,"currency":"USD","digits":4,"rounding":"half up",\
            "prices":4}]}
            """);
  }

  @Test
  void aDeckAsCsvReadsBackAsTheSameDeck() throws Exception {
    HttpResponse<String> response = get("/v1/decks/demo");
    assertThat(response.headers().firstValue("ETag")).hasValue("\"demo@12\"");
    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(rows(deck("back", response.body()))).isEqualTo(rows(decks.decks.get("demo")));
    assertThat(get("/v1/decks/none").statusCode()).isEqualTo(404);
  }

  private static List<Rate> rows(RateDeck deck) {
    List<Rate> rows = new ArrayList<>();
    deck.forEach(rows::add);
    return rows;
  }

  private static final class NoCdrs implements CdrStore {
    @Override
    public void append(List<Cdr> records) {}

    @Override
    public List<Cdr> latest(CdrQuery query) {
      return List.of();
    }

    @Override
    public Optional<Cdr> find(String id) {
      return Optional.empty();
    }
  }
}
