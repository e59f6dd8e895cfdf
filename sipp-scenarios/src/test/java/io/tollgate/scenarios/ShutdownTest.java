package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SIGTERM while calls are up. */
class ShutdownTest {
  private static final int CALLS = 20;

  private final Edge edge = Edge.plain();

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @AfterEach
  void stop() {
    edge.kill();
  }

  @Test
  void everyCallIsHungUpOnBothSidesAndRecorded() {
    edge.start("ShutdownTest");
    Sipp callee = sipp.uas("uas-answers", edge.carrierPort()).calls(CALLS).start();
    Sipp caller =
        sipp.uac("uac-hung-up-by-callee-expect-200", edge.sip())
            .call("+4366412345678", "+33123456789")
            .calls(CALLS)
            .option("-r", "50", "-l", "50")
            .start();
    edge.metrics().awaitCalls(CALLS);

    edge.stop();
    caller.succeed();
    callee.succeed();

    // What was recorded outlives the process.
    edge.startAgain();
    assertThat(edge.records().await(caller, CALLS))
        .allSatisfy(
            record ->
                record().ended("shutdown", "edge", 200, 41).billed(60, "0.0390").matches(record));
    edge.stop();
  }
}
