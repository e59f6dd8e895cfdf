package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.SilentPeer;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A carrier that is dead: nothing comes back, whatever is sent to it. */
class SilentCarrierTest {
  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config.put(
                  "carriers",
                  "{c1: {gateways: [{id: g1, setupTimer: 5500ms, uri: \"sip:127.0.0.1:%d\"}]}}"
                      .formatted(config.carrierPort())));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void theCallerIsToldOnceTheGatewaysTimeForSetUpIsOver() {
    try (SilentPeer carrier = new SilentPeer(edge.carrierPort())) {
      Sipp caller =
          sipp.uac("uac-carrier-fails-expect-503", edge.sip())
              .call("+4366412345678", "+33123456789")
              .within(Duration.ofSeconds(60))
              .run();
      record()
          .with("carrier", "c1")
          .with("gateway", "g1")
          .ended("carriers-failed", "edge", 503, 41)
          .billed(0, "0.0000")
          .matches(edge.records().one(caller));
      // Timer A: at once, then after 0.5, 1, 2 and 4 s (RFC 3261 §17.1.1.2). The gateway has 5.5 s:
      // two seconds lie between that and the INVITEs before and after, for a busy machine.
      assertThat(carrier.received())
          .hasSize(4)
          .allMatch(message -> message.startsWith("INVITE "))
          .containsOnly(carrier.received().getFirst());
    }
  }
}
