package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of calls that are up, and does to them. */
class OperatorTest {
  private static final String TOKEN = "the-token-of-this-test";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @RegisterExtension
  static final Edge edge = Edge.with(config -> config.token("TOKEN"), Map.of("TOKEN", TOKEN));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private static JsonNode get(String path) {
    return JSON.readTree(edge.process().get(path).body());
  }

  private Sipp caller(String scenario) {
    return sipp.uac(scenario, edge.sip()).call("+4366412345678", "+33123456789");
  }

  @Test
  void aCallIsShownAndHungUp() {
    sipp.uas("uas-answers", edge.carrierPort()).start();
    Sipp caller = caller("uac-hung-up-by-callee-expect-200").start().awaitUp(1);
    JsonNode calls = get("/v1/calls");
    assertThat(calls.path("active").asInt()).isOne();
    JsonNode call = calls.path("calls").get(0);
    assertThat(call.path("trunk").asString()).isEqualTo("acme-hq");
    assertThat(call.path("to").asString()).isEqualTo("+4366412345678");
    assertThat(call.path("gateway").asString()).isEqualTo("g1");
    assertThat(get("/v1/trunks?account=acme").path("trunks").get(0).path("activeCalls").asInt())
        .isOne();
    assertThat(get("/v1/accounts").path("accounts").get(0).path("cps").asInt()).isEqualTo(1000);

    String id = call.path("id").asString();
    assertThat(edge.process().send("DELETE", "/v1/calls/" + id, "not-the-token").statusCode())
        .isEqualTo(401);
    assertThat(edge.process().send("DELETE", "/v1/calls/" + id, TOKEN).statusCode()).isEqualTo(200);
    caller.succeed();
    JsonNode record = edge.records().one(caller);
    record().ended("admin", "edge", 200, 31).matches(record);
    assertThat(record.path("id").asString()).isEqualTo(id);
    assertThat(edge.process().send("DELETE", "/v1/calls/" + id, TOKEN).statusCode()).isEqualTo(404);
  }

  @Test
  void aDrainedEdgeFinishesItsCallsAndTakesNoOthers() {
    sipp.uas("uas-answers", edge.carrierPort()).calls(2).start();
    Sipp before = caller("uac-call-until-told-expect-200").start().awaitUp(1);
    assertThat(edge.process().send("POST", "/v1/drain", TOKEN).statusCode()).isEqualTo(200);
    assertThat(get("/v1/drain").path("draining").asBoolean()).isTrue();
    assertThat(edge.process().get("/health").statusCode()).isEqualTo(503);
    Sipp refused = caller("uac-carrier-fails-expect-503").run();
    assertThat(refused.messages()).contains("\"shutdown: ");
    before.hangUp();

    assertThat(edge.process().send("DELETE", "/v1/drain", TOKEN).statusCode()).isEqualTo(200);
    assertThat(edge.process().get("/health").statusCode()).isEqualTo(200);
    caller("uac-call-expect-200").run();
  }
}
