package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SIGTERM while calls are up. */
@Order(6)
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
    awaitAcks(callee);
    awaitAcks(caller);

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

  @Test
  void callsThatRingAreRefusedOnOneSideAndCancelledOnTheOther() {
    edge.start("ShutdownTest");
    Sipp callee = sipp.uas("uas-rings-until-cancelled", edge.carrierPort()).calls(CALLS).start();
    Sipp caller =
        sipp.uac("uac-carrier-fails-expect-503", edge.sip())
            .call("+4366412345678", "+33123456789")
            .calls(CALLS)
            .option("-r", "50", "-l", "50")
            .start();
    await(caller, "SIP/2.0 180 Ringing");

    edge.stop();
    caller.succeed();
    callee.succeed();

    edge.startAgain();
    assertThat(edge.records().await(caller, CALLS))
        .allSatisfy(
            record ->
                record().ended("shutdown", "edge", 503, 41).billed(0, "0.0000").matches(record));
    edge.stop();
  }

  /** A call is up, for either side, once that side has seen the ACK. */
  private static void awaitAcks(Sipp side) {
    await(side, "ACK sip:");
  }

  private static void await(Sipp side, String startOfMessage) {
    Await.that(
        CALLS + " calls with a message that starts with " + startOfMessage,
        Duration.ofSeconds(60),
        () -> side.callIdsOf(startOfMessage).size() == CALLS);
  }
}
