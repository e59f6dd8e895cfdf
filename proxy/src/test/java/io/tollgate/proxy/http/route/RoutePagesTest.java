package io.tollgate.proxy.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.call.RouteExplainer;
import io.tollgate.proxy.call.RoutePlaces;
import io.tollgate.proxy.call.RouteQuestion;
import io.tollgate.proxy.http.exchange.Accept;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.RequestBody;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Router;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.CostTable;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.route.RouteSelector;
import io.tollgate.proxy.route.pop.SteeringSettings;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Terms;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.Price;
import io.tollgate.rating.deck.Rate;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /v1/route}, over the real explainer. */
class RoutePagesTest {
  private final RateDecks decks = new RateDecks();
  private final Trunk hq =
      Trunk.builder("hq", new Account("acme", "demo"), AuthMode.LIST)
          .at(List.of(AddressPrefix.parse("192.0.2.0/24")))
          .build();
  private final RouteSelector routes =
      new RouteSelector(
          List.of(
              new Carrier(
                  "c1",
                  List.of(new Gateway("g1", "c1", new InetSocketAddress("192.0.2.9", 5060))))));
  private final Router router;

  RoutePagesTest() {
    decks.put(
        RateDeck.builder(DeckSettings.of("demo", "USD"))
            .add(
                new Rate(
                    "43",
                    "",
                    new Price(false, Terms.of(Money.parse("0.0200"), new Increments(60, 60)), "")))
            .build());
    RouteExplainer explainer =
        new RouteExplainer(
            decks, CostTable.NONE, new RoutePlaces(Optional.empty(), "fra", SteeringSettings.OFF));
    RouteSource source =
        (trunk, dialled, caller, address) ->
            Optional.of(hq)
                .filter(known -> known.id().equals(trunk))
                .map(
                    known ->
                        explainer.explain(
                            new RouteQuestion(known, dialled, caller, address, Instant.now()),
                            routes,
                            NumberDirectory.EMPTY,
                            0));
    router = new Router(new RoutePages(source).routes());
  }

  private String answer(String query) throws BadRequestException, IOException {
    Router.Target.Found found = (Router.Target.Found) router.find("GET", "/v1/route");
    RequestBody body = new RequestBody(new ByteArrayInputStream(new byte[0]), 0);
    Response response =
        found
            .route()
            .handler()
            .answer(new Request(found.pathValues(), Query.parse(query), new Accept(""), body));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    response.body().writeTo(text);
    return response.status() + " " + text.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void saysWhereACallWouldGo() throws Exception {
    assertThat(answer("trunk=hq&to=%2B436641234567&from=%2B33123456789&source=192.0.2.7"))
        .startsWith("200 {\"trunk\":\"hq\",\"account\":\"acme\",\"number\":[")
        .contains(
            "\"to\":\"+436641234567\",\"from\":\"+33123456789\",\"price\":{\"rate\":\"0.0200\"",
            "\"pop\":\"fra\",\"kilometres\":null,\"roundTripMillis\":null,"
                + "\"order\":\"priority\",\"allowLoss\":false",
            "\"leavesFrom\":\"fra\",\"steering\":\"off\",\"onNet\":null,"
                + "\"gateways\":[{\"turn\":1,\"carrier\":\"c1\",\"gateway\":\"g1\","
                + "\"uri\":\"sip:192.0.2.9:5060;transport=udp\"",
            "\"refusedAs\":null,\"why\":null}");
  }

  @Test
  void saysWhyItWouldBeRefused() throws Exception {
    assertThat(answer("trunk=hq&to=+12125550100"))
        .contains(
            "\"to\":\"+12125550100\",\"from\":null,\"price\":null",
            "\"gateways\":[],\"refusedAs\":\"no-rate\",\"why\":\"no price for +12125550100\"}");
    assertThat(answer("trunk=hq&to=112")).contains("\"refusedAs\":\"not-e164\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "to=%2B436641234567              | is missing",
        "trunk=hq                        | is missing",
        "trunk=branch&to=%2B436641234567 | 'branch' is not known",
        "trunk=hq&to=1&source=nowhere    | 'nowhere' is no address such as 198.51.100.7",
        "trunk=hq&number=1               | is not known here; there are from, source, to, trunk"
      })
  void mistakesAreTold(String query, String problem) {
    assertThatExceptionOfType(BadRequestException.class)
        .isThrownBy(() -> answer(query))
        .withMessage(problem);
  }
}
