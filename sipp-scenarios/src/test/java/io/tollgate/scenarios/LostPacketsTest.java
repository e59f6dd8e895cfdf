package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A network that loses a tenth of the packets, each way, on both legs. */
class LostPacketsTest {
  private static final int CALLS = 200;

  @RegisterExtension static final Edge edge = Edge.plain();

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void everyCallCompletes() {
    Sipp callee =
        sipp.uas("uas-answers-lossy", edge.carrierPort())
            .calls(CALLS)
            .losing(10)
            .option("-max_retrans", "12")
            .within(Duration.ofSeconds(90))
            .start();
    Sipp caller =
        sipp.uac("uac-call-lossy-expect-200", edge.sip())
            .call("+4366412345678", "+33123456789")
            .calls(CALLS)
            .losing(10)
            .option("-r", "40", "-l", "200", "-max_retrans", "12")
            .pause(Duration.ofSeconds(1))
            .within(Duration.ofSeconds(90))
            .run();
    callee.succeed();
    assertThat(edge.records().await(caller, CALLS))
        .allSatisfy(
            record ->
                record().ended("normal", "caller", 200, 16).billed(60, "0.0390").matches(record));
  }
}
