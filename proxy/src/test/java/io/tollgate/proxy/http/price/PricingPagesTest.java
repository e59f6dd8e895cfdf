package io.tollgate.proxy.http.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.http.ListedDecks;
import io.tollgate.proxy.http.exchange.Accept;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.RequestBody;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.proxy.http.exchange.Router;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeckReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The price list, against the example in the announcement that its shape comes from. */
class PricingPagesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PATH = "/v1/Account/acme/Pricing/";

  private static final RequestBody NO_BODY = new RequestBody(InputStream.nullInputStream(), 0);

  @TempDir private Path folder;
  private final ListedDecks decks = new ListedDecks();

  private void deck(String text) throws IOException, DeckException {
    decks.accounts.put("acme", "demo");
    decks.decks.put(
        "demo",
        RateDeckReader.read(
            Files.writeString(folder.resolve("deck"), text), DeckSettings.of("demo", "USD")));
  }

  private static Money money(String text) {
    return Money.parse(text);
  }

  /** The second answer that the announcement shows, without its comment. */
  private static String example() {
    try (InputStream in =
        PricingPagesTest.class.getResourceAsStream("origin-based-pricing-api.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String answer =
          text.substring(text.indexOf('{', text.indexOf("starting February 15, 2021)")));
      return answer.substring(0, answer.indexOf("\n}") + 2).replaceAll("//[^\n]*", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PriceBook book(JsonNode example) {
    Map<CallKind, Money> rates = new LinkedHashMap<>();
    for (CallKind kind : CallKind.values()) {
      JsonNode rate = example.at("/voice/" + kind.label().replace('.', '/') + "/rate");
      if (rate.isString()) {
        rates.put(kind, money(rate.stringValue()));
      }
    }
    List<PriceBook.NetworkPrice> networks = new ArrayList<>();
    for (JsonNode network : example.at("/message/outbound_networks_list")) {
      networks.add(
          new PriceBook.NetworkPrice(
              network.get("group_name").stringValue(), money(network.get("rate").stringValue())));
    }
    return new PriceBook(
        PriceBook.idOf("acme"),
        1,
        "USD",
        Rounding.halfUp(4),
        Increments.PER_MINUTE,
        rates,
        Optional.of(
            new PriceBook.MessagePrices(
                Optional.of(money(example.at("/message/inbound/rate").stringValue())),
                Optional.of(money(example.at("/message/outbound/rate").stringValue())),
                networks)),
        Optional.of(
            new PriceBook.NumberPrices(
                Optional.of(money(example.at("/phone_numbers/local/rate").stringValue())),
                Optional.of(money(example.at("/phone_numbers/tollfree/rate").stringValue())))));
  }

  private record Answer(int status, String text) {
    JsonNode json() {
      return JSON.readTree(text);
    }
  }

  private Answer get(String path, String query) throws Exception {
    Router router = new Router(new PricingPages(decks).routes());
    if (!(router.find("GET", path) instanceof Router.Target.Found(Route route, var values))) {
      throw new AssertionError("no such path: " + path);
    }
    try {
      Response response =
          route.handler().answer(new Request(values, Query.parse(query), new Accept(""), NO_BODY));
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      response.body().writeTo(body);
      return new Answer(response.status(), body.toString(StandardCharsets.UTF_8));
    } catch (BadRequestException e) {
      return new Answer(e.status(), "{\"error\":\"" + e.getMessage() + "\"}");
    }
  }

  @Test
  void aDeckAndABookMadeOfTheExampleGiveTheExample() throws Exception {
    JsonNode example = JSON.readTree(example());
    deck(example());
    decks.books.put("acme", book(example));
    JsonNode answer = get(PATH, "country_iso=US").json();
    assertThat(UUID.fromString(answer.get("api_id").stringValue())).isNotNull();
    assertThat(withoutId(answer)).isEqualTo(withoutId(example));
  }

  /** Objects as maps, lists sorted, decimals by their value: what JSON means here. */
  private static Object withoutId(JsonNode document) {
    Object comparable = comparable(document);
    ((Map<?, ?>) comparable).remove("api_id");
    return comparable;
  }

  private static Object comparable(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties()
          .forEach(
              member ->
                  map.put(
                      member.getKey(),
                      member.getKey().equals("rate") && member.getValue().isString()
                          ? new BigDecimal(member.getValue().stringValue()).stripTrailingZeros()
                          : comparable(member.getValue())));
      return map;
    }
    if (node.isArray()) {
      return node.valueStream()
          .map(PricingPagesTest::comparable)
          .sorted(Comparator.comparing(Object::toString))
          .toList();
    }
    return node.toString();
  }

  @Test
  void eachCallOfTheListIsAskedForAnew() throws Exception {
    deck(example());
    assertThat(get(PATH, "country_iso=US").json().get("api_id"))
        .isNotEqualTo(get(PATH, "country_iso=US").json().get("api_id"));
  }

  @Test
  void anAccountWithoutAPriceBookSeesNullForWhatIsNotAgreed() throws Exception {
    deck("destination,origin,rate\n43,,0.05\n43664,,0.398\n43664,33,0.039\n");
    Answer answer = get("/v1/Account/acme/Pricing", "country_iso=at");
    assertThat(answer.text().substring(answer.text().indexOf(",\"country\"")))
        .isEqualTo(
            """
            ,"country":"Austria","country_code":43,"country_iso":"AT","message":null,\
            "phone_numbers":null,"voice":{"inbound":{"ip":{"rate":null},"local":{"rate":null},\
            "tollfree":{"rate":null}},"outbound":{"ip":{"rate":null},"local":{"rate":null},\
            "rates":[{"prefix":["43"],"origination_prefix":[""],"rate":"0.0500"},\
            {"prefix":["43664"],"origination_prefix":[""],"rate":"0.3980"},\
            {"prefix":["43664"],"origination_prefix":["33"],"rate":"0.0390"}],\
            "tollfree":{"rate":null}}}}
            """);
  }

  @Test
  void aCountryIsNotItsCallingCode() throws Exception {
    deck("destination,rate\n1,0.0075\n1876,0.3\n1658,0.3\n44,0.01\n441534,0.2\n");
    assertThat(get(PATH, "country_iso=JM").json().at("/voice/outbound/rates").toString())
        .isEqualTo(
            """
            [{"prefix":["1658","1876"],"origination_prefix":[""],"rate":"0.3000"}]\
            """);
    assertThat(get(PATH, "country_iso=GB").text()).contains("\"country_code\":44");
    assertThat(get(PATH, "country_iso=GB").text()).doesNotContain("441534");
  }

  @Test
  void aDeckThatIsNotThereHasNoPrices() throws Exception {
    decks.accounts.put("acme", "lost");
    Answer answer = get(PATH, "country_iso=AT");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/voice/outbound/rates")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/Account/acme/Pricing/,   country_iso=XX,         404, no country has this code",
    "/v1/Account/globex/Pricing/, country_iso=US,         404, no account has this id",
    "/v1/Account/acme/Pricing/,   '',                     400, is missing",
    "/v1/Account/acme/Pricing/,   country_iso=,           400, is empty",
    "/v1/Account/acme/Pricing/,   country_iso=Austria,    400, 'is not two letters, such as US'",
    "/v1/Account/acme/Pricing/,   country_iso=US&x=1,     400, is not known here; there are"
        + " country_iso"
  })
  void whatMakesNoSenseIsSaidInJson(String path, String query, int status, String error)
      throws Exception {
    deck("destination,rate\n43,0.05\n");
    Answer answer = get(path, query);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().get("error").stringValue()).isEqualTo(error);
  }
}
