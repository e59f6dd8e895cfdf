package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.route.pop.GeoPoint;
import io.tollgate.proxy.route.pop.MmdbWriter;
import io.tollgate.scenarios.harness.AddressTranslator;
import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.EdgeConfig;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Six points of presence, each with an address of its own and a carrier of its own, and callers
 * whose addresses the database puts into six places. All call the edge in Frankfurt; the calls
 * leave from the point that is nearest. From Frankfurt to Sydney the way is long.
 */
class NearestPopTest {
  /** Where each of them is; its number here is the last byte of its address. */
  private static final Map<String, String> PLACES = places();

  /** Where the callers near each are. */
  private static final Map<String, GeoPoint> CITIES =
      Map.of(
          "fra", new GeoPoint(50.11, 8.68), // Frankfurt
          "gru", new GeoPoint(-23.55, -46.63), // São Paulo
          "syd", new GeoPoint(-33.87, 151.21), // Sydney
          "sin", new GeoPoint(1.35, 103.82), // Singapore
          "sjc", new GeoPoint(34.05, -118.24), // Los Angeles, California
          "iad", new GeoPoint(37.54, -77.44)); // Richmond, Virginia

  private static final Map<String, Integer> SIP = ports();
  private static final Map<String, Integer> CARRIERS = ports();
  private static final AddressTranslator TO_SYDNEY =
      new AddressTranslator(address("syd"), address("fra"), sip("syd"), Duration.ofMillis(60));
  private static final Path MAP = map();
  private static final int CALLERS = 3;

  /** Half of what it takes to Sydney and back: who is nearer to Frankfurt than that stays there. */
  private static final int SHORT_MILLIS = 60;

  private static final int MOST_TRIES = 20;
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

  /**
   * A caller near a point of presence.
   *
   * @param which of them: a test's own, since an edge gets to know its callers; from 1
   */
  private static String caller(int which, String pop) {
    return "127.0." + which + "." + number(pop);
  }

  private static InetSocketAddress sip(String pop) {
    return new InetSocketAddress(address(pop), SIP.get(pop));
  }

  private static Edge edge(String pop, String mode) {
    return Edge.with(config -> configured(config, pop, mode), SMALL);
  }

  private static EdgeConfig configured(EdgeConfig config, String own, String mode) {
    String pops =
        PLACES.keySet().stream()
            .map(pop -> pop(pop, own.equals("fra") && pop.equals("syd")))
            .collect(Collectors.joining(", "));
    return config
        .secret("pops.secret", SECRET)
        .put("node", "{id: %s, pop: %s, data: data}".formatted(own, own))
        .put("listen", "[{transport: udp, bind: \"%s:%d\"}]".formatted(address(own), SIP.get(own)))
        .put("loops", "1")
        .put("lists", "{here: [127.0.1.0/24, 127.0.2.0/24, 127.0.3.0/24]}")
        .put("pops", "{" + pops + "}")
        .put("geo", "{database: %s, private: true}".formatted(MAP))
        .put(
            "steering",
            """
            {mode: %s, setupTimer: 6s, secret: {file: pops.secret},
             probe: {interval: 2s, timeout: 1s}, breaker: {failures: 3, pause: 1s}}\
            """
                .formatted(mode))
        .gateway(CARRIERS.get(own));
  }

  private static String pop(String pop, boolean far) {
    InetSocketAddress sip = far ? TO_SYDNEY.inside() : sip(pop);
    return "%s: {at: [%s], sip: \"sip:%s:%d\"}"
        .formatted(pop, PLACES.get(pop), sip.getAddress().getHostAddress(), sip.getPort());
  }

  /** A database such as operators make of their own sites. */
  private static Path map() {
    MmdbWriter database = new MmdbWriter();
    for (int which = 1; which <= CALLERS; which++) {
      for (Map.Entry<String, GeoPoint> city : CITIES.entrySet()) {
        GeoPoint at = city.getValue();
        database.put(
            caller(which, city.getKey()),
            32,
            Map.of("latitude", at.latitude(), "longitude", at.longitude()));
      }
    }
    try {
      Files.createDirectories(Path.of("target/edges"));
      return database.write(Path.of("target/edges/callers.mmdb").toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void closeTheLongWay() {
    TO_SYDNEY.close();
  }

  /** Those that a point of presence may send calls to, beside itself. */
  private static Set<String> usableFrom(String pop) {
    Set<String> usable = new HashSet<>();
    for (JsonNode other :
        JSON.readTree(EDGES.get(pop).process().get("/v1/pops").body()).path("pops")) {
      if (other.path("usable").asBoolean()) {
        usable.add(other.path("pop").asString());
      }
    }
    return usable;
  }

  @BeforeEach
  void awaitEachOther() {
    for (String pop : List.of("fra", "syd")) {
      Await.that(
          "five points that take calls of " + pop,
          Duration.ofSeconds(120),
          () -> usableFrom(pop).size() == PLACES.size() - 1);
    }
  }

  private Sipp call(String caller) {
    return sipp.uac("uac-call-expect-200", sip("fra"), caller)
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
    PLACES.keySet().forEach(pop -> callers.add(call(caller(1, pop))));
    int i = 0;
    for (String pop : PLACES.keySet()) {
      leavesFrom(pop, callers.get(i++));
    }
  }

  @Test
  void whereThatPointIsDownTheNextNearestTakesThem() {
    GRU.stop();
    try {
      // Before that, INVITEs would go there, and reach the calls of others once it is back.
      Await.that(
          "gru left alone", Duration.ofSeconds(120), () -> !usableFrom("fra").contains("gru"));
      carrier("iad", 1);
      leavesFrom("iad", call(caller(2, "gru")));
    } finally {
      GRU.startAgain();
    }
  }

  /**
   * The map puts him into Australia; but he is next door, and Sydney is far. A telephone that is
   * slow to acknowledge seems to be further away than it is, until it is quick once.
   */
  @Test
  void whoseWayIsMeasuredShortStaysWhateverTheMapSays() {
    carrier("syd", MOST_TRIES);
    String caller = caller(3, "syd");
    assertThat(explained(caller).path("pop").asString()).isEqualTo("syd");
    leavesFrom("syd", call(caller));
    for (int i = 1; i < MOST_TRIES && roundTripMillis(caller) >= SHORT_MILLIS; i++) {
      leavesFrom("syd", call(caller));
    }
    JsonNode explained = explained(caller);
    assertThat(explained.path("pop").asString()).isEqualTo("fra");
    assertThat(explained.path("kilometres").asInt()).isBetween(16_000, 17_000);
    assertThat(roundTripMillis(caller)).isLessThan(SHORT_MILLIS);
    carrier("fra", 1);
    leavesFrom("fra", call(caller));
  }

  private static double roundTripMillis(String caller) {
    return Double.parseDouble(explained(caller).path("roundTripMillis").asString());
  }

  private static JsonNode explained(String caller) {
    return JSON.readTree(
        FRA.process().get("/v1/route?trunk=acme-hq&to=%2B4366412345678&source=" + caller).body());
  }

  @Test
  void aPointThatRedirectsSaysWhereToCall() {
    Sipp caller =
        sipp.uac("uac-calls-elsewhere-expect-302", sip("syd"), caller(3, "gru"))
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
