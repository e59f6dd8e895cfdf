package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Two hundred calls a second for a hundred seconds: none is lost, and nothing is left of them. */
@Tag("full")
@Isolated
class SteadyLoadTest {
  private static final int CALLS = 20_000;
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @RegisterExtension
  static final Edge edge = Edge.with(config -> config, Map.of("TOLLGATE_JAVA_OPTS", ""));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void everyCallCompletesAndIsCounted() {
    double before = edge.metrics().sum("tollgate_calls_ended_total", "code=\"normal\"");
    Sipp callee =
        sipp.uas("uas-answers", edge.carrierPort()).calls(CALLS).untraced().within(LIMIT).start();
    sipp.uac("uac-call-expect-200", edge.sip())
        .call("+4366412345678", "+33123456789")
        .calls(CALLS)
        .untraced()
        .option("-r", "200", "-l", "5000")
        .pause(Duration.ofSeconds(2))
        .within(LIMIT)
        .run();
    callee.succeed();
    edge.metrics().awaitNoCalls();
    assertThat(edge.metrics().sum("tollgate_calls_ended_total", "code=\"normal\"") - before)
        .isEqualTo(CALLS);
  }
}
