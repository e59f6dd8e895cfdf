package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.SilentPeer;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Carriers that stall or fail, and the one that takes the call instead. */
class FailoverTest {
  private static final int SILENT = Ports.free();
  private static final int FAILING = Ports.free();
  private static final int SECOND = Ports.free();

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config.put(
                  "carriers",
                  ("{silent: {destinations: [\"43\"], gateways: [{id: g1, setupTimer: 500ms, uri:"
                       + " \"sip:127.0.0.1:%d\"}]}, failing: {destinations: [Germany], gateways:"
                       + " [{id: g1, setupTimer: 30s, uri: \"sip:127.0.0.1:%d\"}]}, world:"
                       + " {gateways: [{id: g2, setupTimer: 30s, plus: false, prefix: \"00\", uri:"
                       + " \"sip:127.0.0.1:%d\"}]}}")
                      .formatted(SILENT, FAILING, SECOND)));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private JsonNode answeredByTheSecond(String called) {
    Sipp callee = sipp.uas("uas-answers", SECOND).pause(Duration.ZERO).start();
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip())
            .call(called, "+33123456789")
            .pause(Duration.ofMillis(50))
            .run();
    callee.succeed();
    assertThat(callee.messages())
        .as("the number as this gateway wants it")
        .contains("INVITE sip:00" + called.substring(1) + "@127.0.0.1");
    JsonNode answered = edge.records().one(caller);
    record()
        .with("carrier", "world")
        .with("gateway", "g2")
        .with("to", called)
        .ended("normal", "caller", 200, 16)
        .matches(answered);
    return answered;
  }

  @Test
  void aSilentGatewayCostsItsSetUpTimer() {
    try (SilentPeer dead = new SilentPeer(SILENT)) {
      answeredByTheSecond("+4366412345678");
      assertThat(dead.received()).as("INVITEs that got no answer").isNotEmpty();
    }
  }

  @Test
  void aGatewayThatFailsIsFollowedByTheNext() {
    Sipp failing = sipp.uas("uas-fails", FAILING).start();
    answeredByTheSecond("+493090182017");
    failing.succeed();
  }

  @Test
  void aCarrierGetsOnlyWhatItTakes() {
    answeredByTheSecond("+12125550100");
  }
}
