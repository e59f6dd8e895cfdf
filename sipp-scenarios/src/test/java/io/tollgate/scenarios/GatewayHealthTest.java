package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Command;
import io.tollgate.scenarios.harness.Distribution;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.SilentPeer;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gateways that die and come back, and what calls notice of it. */
@Order(7)
class GatewayHealthTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TOKEN = "the-token-of-this-test";
  private static final int PROBED = Ports.free();
  private static final int UNPROBED = Ports.free();
  private static final int SECOND = Ports.free();

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .secret("token", TOKEN)
                  .put(
                      "http",
                      "{bind: \"127.0.0.1:%d\", token: {file: token}}".formatted(config.httpPort()))
                  .put(
                      "pops",
                      "{fra: {at: [50.11, 8.68], sip: \"sip:fra.test\"},"
                          + " syd: {at: [-33.87, 151.21], sip: \"sip:syd.test\"}}")
                  .put("geo", "{ranges: {syd: [203.0.113.0/24]}}")
                  .put(
                      "carriers",
                      ("{probed: {destinations: [\"43\"], breaker: {failures: 2, pause: 10m,"
                           + " longestPause: 1h}, probe: {interval: 1500ms, timeout: 1s}, gateways:"
                           + " [{id: g1, setupTimer: 30s, uri: \"sip:127.0.0.1:%d\"}]}, unprobed:"
                           + " {destinations: [Germany], breaker: {failures: 2, pause: 10m,"
                           + " longestPause: 1h}, gateways: [{id: g1, setupTimer: 300ms, uri:"
                           + " \"sip:127.0.0.1:%d\"}]}, second: {gateways: [{id: g2, setupTimer:"
                           + " 30s, uri: \"sip:127.0.0.1:%d\"}]}}")
                          .formatted(PROBED, UNPROBED, SECOND)));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private void second(int calls) {
    sipp.uas("uas-answers", SECOND).calls(calls).pause(Duration.ZERO).start();
  }

  private String carrierOf(String called) {
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip())
            .call(called, "+33123456789")
            .pause(Duration.ofMillis(50))
            .run();
    JsonNode answered = edge.records().one(caller);
    record().ended("normal", "caller", 200, 16).matches(answered);
    return answered.path("carrier").asString();
  }

  /** The Call-IDs of what a peer received; INVITEs that get no answer are sent again. */
  private static Set<String> calls(SilentPeer peer) {
    return peer.received().stream()
        .map(message -> message.replaceAll("(?s).*\\r\\nCall-ID: (\\S+).*", "$1"))
        .collect(Collectors.toSet());
  }

  private static JsonNode gateway(String carrier) {
    for (JsonNode gateway :
        JSON.readTree(edge.process().get("/v1/gateways").body()).path("gateways")) {
      if (gateway.path("carrier").asString().equals(carrier)) {
        return gateway;
      }
    }
    throw new AssertionError("there is no gateway of " + carrier);
  }

  private static void await(String carrier, String state) {
    Await.that(
        "the breaker of " + carrier + " " + state,
        Duration.ofSeconds(60),
        () -> gateway(carrier).path("addresses").get(0).path("breaker").asString().equals(state));
  }

  private static Command.Result tollgate(String... words) {
    return command("gateway", words);
  }

  private static Command.Result command(String subcommand, String... words) {
    return Command.run(
        Duration.ofSeconds(120),
        List.of(Distribution.command().toString(), subcommand),
        List.of(words),
        List.of(
            "--server",
            "http://127.0.0.1:" + edge.httpPort(),
            "--token-file",
            edge.file("token").toString()));
  }

  @Test
  void aDeadGatewayIsFoundByProbesAndUsedAgainAfterATrial() {
    try (SilentPeer dead = new SilentPeer(PROBED)) {
      await("probed", "open");
      assertThat(edge.metrics().sum("tollgate_gateway_usable", "carrier=\"probed\"")).isZero();
      second(1);
      assertThat(carrierOf("+4366412345678")).isEqualTo("second");
      Await.that("a probe", Duration.ofSeconds(60), () -> !dead.received().isEmpty());
      assertThat(dead.received())
          .as("no call had to find out")
          .allMatch(message -> message.startsWith("OPTIONS "));
    }
    sipp.uas("uas-answers-and-options", PROBED).calls(10_000).pause(Duration.ZERO).start();
    await("probed", "half-open");
    assertThat(carrierOf("+4366412345678")).as("the trial").isEqualTo("probed");
    await("probed", "closed");
    assertThat(carrierOf("+4366412345678")).isEqualTo("probed");
    assertThat(edge.metrics().sum("tollgate_gateway_usable", "carrier=\"probed\"")).isOne();
    assertThat(edge.metrics().sum("tollgate_gateway_round_trip_seconds", "carrier=\"probed\""))
        .isPositive();
  }

  @Test
  void aDeadGatewayCostsNoCallItsTimeOnceTwoHaveFound() {
    try (SilentPeer dead = new SilentPeer(UNPROBED)) {
      second(3);
      for (int i = 0; i < 2; i++) {
        assertThat(carrierOf("+493090182017")).isEqualTo("second");
      }
      await("unprobed", "open");
      assertThat(carrierOf("+493090182017")).isEqualTo("second");
      assertThat(calls(dead)).as("the third leaves it alone").hasSize(2);
    }
    assertThat(edge.metrics().sum("tollgate_gateway_breakers_opened_total")).isPositive();
  }

  @Test
  void anOperatorKeepsCallsFromAGateway() {
    sipp.uas("uas-answers", SECOND).calls(2).pause(Duration.ZERO).start();
    assertThat(carrierOf("+12125550100")).isEqualTo("second");
    Command.Result drained = tollgate("drain", "second/g2");
    assertThat(drained.status()).as(drained.toString()).isZero();
    assertThat(drained.stdout()).isEqualTo("second/g2 gets no new calls\n");
    assertThat(gateway("second").path("drained").asBoolean()).isTrue();
    assertThat(tollgate("list").stdout()).containsPattern("second/g2 .* drained ");
    assertThat(route("+12125550100"))
        .as("what only the edge that runs knows")
        .startsWith("trunk | acme-hq of account acme", "number | is E.164 already: +12125550100")
        .anyMatch(line -> line.matches("- \\| second/g2 .*; left out: it is drained"))
        .endsWith("tollgate route: no-route: no gateway is left for +12125550100");
    sipp.uac("uac-carrier-fails-expect-503", edge.sip()).call("+12125550100", "+33123456789").run();
    assertThat(tollgate("undrain", "second/g2").status()).isZero();
    assertThat(route("+12125550100")).anyMatch(line -> line.startsWith("1 | second/g2 "));
    assertThat(carrierOf("+12125550100")).isEqualTo("second");
    assertThat(tollgate("drain", "second/g9").status()).isOne();
  }

  @Test
  void whatIsDrainedStaysSoWhenTheEdgeIsStartedAnew() {
    assertThat(tollgate("drain", "second/g2").status()).isZero();
    edge.stop();
    edge.startAgain();
    assertThat(gateway("second").path("drained").asBoolean()).isTrue();
    sipp.uac("uac-carrier-fails-expect-503", edge.sip()).call("+12125550100", "+33123456789").run();
    assertThat(tollgate("undrain", "second/g2").status()).isZero();
    assertThat(gateway("second").path("drained").asBoolean()).isFalse();
  }

  @Test
  void whereNothingIsSteeredTheNearestPointIsStillTold() {
    Command.Result far =
        command("route", "--trunk", "acme-hq", "--to", "+12125550100", "--source", "203.0.113.7");
    assertThat(far.stdout())
        .containsPattern("pop +syd, 0 km; it leaves from fra, for steering is off\n");
  }

  @Test
  void whatTheRunningEdgeWouldRefuseIsTold() {
    Command.Result refused = command("route", "--trunk", "acme-hq", "--to", "0664 12345678");
    assertThat(refused.status()).isOne();
    assertThat(refused.stderr()).startsWith("tollgate route: not-e164: ");
    Command.Result stranger = command("route", "--trunk", "nobody", "--to", "+12125550100");
    assertThat(stranger.status()).isOne();
    assertThat(stranger.stderr()).startsWith("tollgate route: ");
  }

  /** What the tool prints of the running edge's answer, errors last. */
  private static List<String> route(String called) {
    Command.Result result =
        command("route", "--trunk", "acme-hq", "--to", called, "--from", "+33123456789");
    return (result.stdout() + result.stderr())
        .lines()
        .map(line -> line.replaceAll("  +", " | "))
        .toList();
  }

  @Test
  void drainingNeedsTheToken() {
    assertThat(edge.process().send("POST", "/v1/gateways/second/g2/drain", "another").statusCode())
        .isEqualTo(401);
    assertThat(gateway("second").path("drained").asBoolean()).isFalse();
  }
}
