package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.EdgeConfig;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What carriers charge, and the price books of accounts, change while a call is up. */
class PriceReloadTest {
  private static final String TOKEN = "the-token-of-this-test";
  private static final String WHOLESALE = "wholesale.csv";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static EdgeConfig config;

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          fresh -> {
            config =
                fresh
                    .put("node", "{id: edge1, pop: fra, data: data, watch: false}")
                    .token("TOKEN")
                    .put(
                        "decks",
                        "{test: {file: deck.csv, currency: USD},"
                            + " wholesale: {file: "
                            + WHOLESALE
                            + ", currency: USD, rounding: up}}")
                    .put(
                        "carriers",
                        "{c1: {deck: wholesale, gateways: [{id: g1, setupTimer: 30s, uri: \"sip:127.0.0.1:%d\"}]}}"
                            .formatted(fresh.carrierPort()));
            prices("0.0120", "0.0085");
            return config;
          },
          Map.of("TOKEN", TOKEN));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  /** What the carrier charges a minute, and what the account pays for calls that come in. */
  private static void prices(String cost, String inbound) {
    config.secret(WHOLESALE, "destination,rate,increments\n43664," + cost + ",60/60");
    config.put(
        "accounts",
        "{acme: {deck: test, cps: 1000, prices: {inbound: {local: %s}}}}".formatted(inbound));
  }

  private static HttpResponse<String> reload() {
    edge.rewrite();
    return edge.process().send("POST", "/v1/reload", TOKEN);
  }

  private static JsonNode quote() {
    return JSON.readTree(
        edge.process().get("/v1/quote?account=acme&call=inbound.local&seconds=60").body());
  }

  private Sipp caller(String scenario) {
    return sipp.uac(scenario, edge.sip(), "127.0.0.1").call("+4366412345678", "+33123456789");
  }

  @Test
  void aCallKeepsItsCostAndTheNextOneHasTheNewOne() {
    sipp.uas("uas-answers", edge.carrierPort()).calls(2).start();
    JsonNode before = quote();
    assertThat(before.path("rate").asString()).isEqualTo("0.0085");
    Sipp up = caller("uac-call-until-told-expect-200").start().awaitUp(1);

    prices("0.02005", "0.0095");
    HttpResponse<String> done = reload();
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    String deck = "decks.wholesale";
    assertThat(changed(done))
        .contains("accounts.acme.prices.inbound.local")
        .isSubsetOf("accounts.acme.prices.inbound.local", deck);
    if (!changed(done).contains(deck)) {
      // Files of decks are watched, too: who comes first puts a change in force.
      assertThat(edge.process().log())
          .anyMatch(line -> line.contains(" in force after wholesale@"));
    }
    JsonNode after = quote();
    assertThat(after.path("rate").asString()).isEqualTo("0.0095");
    assertThat(after.path("deckVersion").asInt()).isGreaterThan(before.path("deckVersion").asInt());

    JsonNode next =
        edge.records().one(caller("uac-call-expect-200").pause(Duration.ofMillis(100)).run());
    assertThat(next.path("cost").asString()).isEqualTo("0.0201"); // 0.02005, rounded up
    assertThat(next.path("margin").asString()).isEqualTo("0.0189");
    JsonNode first = edge.records().one(up.hangUp());
    assertThat(first.path("cost").asString()).isEqualTo("0.0120");
    assertThat(first.path("margin").asString()).isEqualTo("0.0270");
    assertThat(next.path("costDeckVersion").asInt())
        .isEqualTo(first.path("costDeckVersion").asInt() + 1);
  }

  @Test
  void pricesThatAreWrongLeaveAllAsItWas() {
    JsonNode before = quote();
    prices("free", "0.5");
    HttpResponse<String> refused = reload();
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(refused.body()).path("error").asString())
        .contains(WHOLESALE + ":2: rate: 'free' is not a decimal number");
    assertThat(quote()).isEqualTo(before);

    prices("0.0120", "cheap");
    assertThat(JSON.readTree(reload().body()).path("field").asString())
        .isEqualTo("accounts.acme.prices.inbound.local");
    assertThat(quote()).isEqualTo(before);
  }

  private static List<String> changed(HttpResponse<String> done) {
    return JSON.readTree(done.body())
        .path("changed")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }
}
