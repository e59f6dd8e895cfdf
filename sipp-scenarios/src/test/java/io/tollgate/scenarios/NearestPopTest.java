package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.EdgeConfig;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Six points of presence, each with an address of its own and a carrier of its own, and callers
 * from six places. All call the edge in Frankfurt; the calls leave from the point that is nearest.
 */
class NearestPopTest {
  /** By name: where it is, and its number, which is the last byte of its address. */
  private static final Map<String, String> PLACES = places();

  private static final Map<String, Integer> SIP = ports();
  private static final Map<String, Integer> CARRIERS = ports();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Map<String, String> SMALL =
      Map.of("TOLLGATE_JAVA_OPTS", "-Xms64m -Xmx128m -XX:TieredStopAtLevel=1");

  @RegisterExtension static final Edge FRA = edge("fra", "forward");
  @RegisterExtension static final Edge GRU = edge("gru", "forward");
  @RegisterExtension static final Edge SYD = edge("syd", "redirect");
  @RegisterExtension static final Edge SIN = edge("sin", "forward");
  @RegisterExtension static final Edge SJC = edge("sjc", "forward");
  @RegisterExtension static final Edge IAD = edge("iad", "forward");

  private static final Map<String, Edge> EDGES =
      Map.of("fra", FRA, "gru", GRU, "syd", SYD, "sin", SIN, "sjc", SJC, "iad", IAD);

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private static Map<String, String> places() {
    Map<String, String> places = new LinkedHashMap<>();
    places.put("fra", "50.11, 8.68");
    places.put("gru", "-23.55, -46.63");
    places.put("syd", "-33.87, 151.21");
    places.put("sin", "1.35, 103.82");
    places.put("sjc", "37.35, -121.95");
    places.put("iad", "38.95, -77.45");
    return places;
  }

  private static Map<String, Integer> ports() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    PLACES.keySet().forEach(pop -> ports.put(pop, Ports.free()));
    return ports;
  }

  private static int number(String pop) {
    return List.copyOf(PLACES.keySet()).indexOf(pop) + 1;
  }

  private static String address(String pop) {
    return "127.0.0." + number(pop);
  }

  /** Where callers near a point of presence are. */
  private static String caller(String pop) {
    return "127.0.1." + number(pop);
  }

  private static InetSocketAddress sip(String pop) {
    return new InetSocketAddress(address(pop), SIP.get(pop));
  }

  private static Edge edge(String pop, String mode) {
    return Edge.with(config -> configured(config, pop, mode), SMALL);
  }

  private static EdgeConfig configured(EdgeConfig config, String own, String mode) {
    String pops =
        PLACES.entrySet().stream()
            .map(
                pop ->
                    "%s: {at: [%s], sip: \"sip:%s:%d\"}"
                        .formatted(
                            pop.getKey(),
                            pop.getValue(),
                            address(pop.getKey()),
                            SIP.get(pop.getKey())))
            .collect(Collectors.joining(", "));
    String ranges =
        PLACES.keySet().stream()
            .map(pop -> "%s: [%s]".formatted(pop, caller(pop)))
            .collect(Collectors.joining(", "));
    return config
        .secret("pops.secret", SECRET)
        .put("node", "{id: %s, pop: %s, data: data}".formatted(own, own))
        .put("listen", "[{transport: udp, bind: \"%s:%d\"}]".formatted(address(own), SIP.get(own)))
        .put("loops", "1")
        .put("lists", "{here: [127.0.1.0/24]}")
        .put("pops", "{" + pops + "}")
        .put("geo", "{ranges: {" + ranges + "}}")
        .put("steering", "{mode: %s, setupTimer: 6s, secret: {file: pops.secret}}".formatted(mode))
        .gateway(CARRIERS.get(own));
  }

  private static boolean isGruUsableFromFrankfurt() {
    for (JsonNode pop : JSON.readTree(FRA.process().get("/v1/pops").body()).path("pops")) {
      if (pop.path("pop").asString().equals("gru")) {
        return pop.path("usable").asBoolean();
      }
    }
    throw new AssertionError("there is no gru");
  }

  private Sipp call(String from) {
    return sipp.uac("uac-call-expect-200", sip("fra"), caller(from))
        .call("+4366412345678", "+33123456789")
        .pause(Duration.ofMillis(50))
        .run();
  }

  private void carrier(String pop, int calls) {
    sipp.uas("uas-answers", CARRIERS.get(pop)).calls(calls).pause(Duration.ZERO).start();
  }

  private void leavesFrom(String pop, Sipp caller) {
    JsonNode ingress = FRA.records().one(caller);
    record()
        .with("account", "acme")
        .with("carrier", pop.equals("fra") ? "c1" : "pop")
        .with("gateway", pop.equals("fra") ? "g1" : pop)
        .with("pop", "fra")
        .with("direction", "outbound")
        .billed(60, "0.0390")
        .ended("normal", "caller", 200, 16)
        .matches(ingress);
    if (!pop.equals("fra")) {
      String between = ingress.path("callIdB").asString();
      JsonNode egress = EDGES.get(pop).records().awaitCallId(between, 1).getFirst();
      record()
          .with("account", "null")
          .with("trunk", "null")
          .with("deck", "null")
          .billed(0, "0.0000")
          .with("carrier", "c1")
          .with("gateway", "g1")
          .with("pop", pop)
          .with("direction", "transit")
          .with("from", "+33123456789")
          .with("to", "+4366412345678")
          .ended("normal", "caller", 200, 16)
          .matches(egress);
    }
  }

  @Test
  void callsLeaveFromThePointNearestToTheCaller() {
    PLACES.keySet().forEach(pop -> carrier(pop, 1));
    List<Sipp> callers = new ArrayList<>();
    PLACES.keySet().forEach(pop -> callers.add(call(pop)));
    int i = 0;
    for (String pop : PLACES.keySet()) {
      leavesFrom(pop, callers.get(i++));
    }
  }

  @Test
  void whereThatPointIsDownTheNextNearestTakesThem() {
    GRU.stop();
    try {
      carrier("iad", 1);
      leavesFrom("iad", call("gru"));
    } finally {
      GRU.startAgain();
      Await.that(
          "gru taking calls again",
          Duration.ofSeconds(60),
          NearestPopTest::isGruUsableFromFrankfurt);
    }
  }

  @Test
  void aPointThatRedirectsSaysWhereToCall() {
    Sipp caller =
        sipp.uac("uac-calls-elsewhere-expect-302", sip("syd"), caller("gru"))
            .call("+4366412345678", "+33123456789")
            .run();
    assertThat(caller.messages())
        .contains("Contact: <sip:+4366412345678@%s:%d>".formatted(address("gru"), SIP.get("gru")));
    record()
        .with("account", "acme")
        .ended("redirected", "edge", 302, 23)
        .matches(SYD.records().one(caller));
  }
}
