package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Calls that go out and are not answered: what the caller is told, and that nothing is charged. */
class UnansweredCallTest {
  @RegisterExtension
  static final Edge edge = Edge.with(config -> config.noAnswer(Duration.ofSeconds(5)));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  /** Runs both sides and gives the record, after what all records here have in common. */
  private JsonNode attempt(String calleeScenario, String callerScenario) {
    Sipp callee =
        sipp.uas(calleeScenario, edge.carrierPort()).pause(Duration.ofMillis(200)).start();
    Sipp caller = sipp.uac(callerScenario, edge.sip()).call("+4366412345678", "+33123456789").run();
    callee.succeed();
    JsonNode record = edge.records().one(caller);
    record()
        .with("direction", "outbound")
        .with("carrier", "c1")
        .with("gateway", "g1")
        .with("rate", "0.0390")
        .with("durationMillis", 0)
        .without("answeredAt")
        .billed(0, "0.0000")
        .matches(record);
    return record;
  }

  @ParameterizedTest
  @CsvSource({
    "uas-busy,        uac-busy-expect-486,        busy,        486, 17",
    "uas-declines,    uac-declined-expect-603,    declined,    603, 21",
    "uas-unreachable, uac-unreachable-expect-404, unreachable, 404,  1",
  })
  void theCalleesRefusalCrossesOver(
      String callee, String caller, String code, int status, int q850) {
    record().ended(code, "callee", status, q850).matches(attempt(callee, caller));
  }

  @Test
  void nobodyAnswersInTime() {
    record()
        .ended("no-answer", "edge", 480, 19)
        .matches(attempt("uas-rings-until-cancelled", "uac-no-answer-expect-480"));
  }

  @ParameterizedTest
  @CsvSource({
    "uas-tries-until-cancelled,      uac-cancel-before-ringing-expect-487",
    "uas-rings-late-until-cancelled, uac-cancel-before-ringing-expect-487",
    "uas-rings-until-cancelled,      uac-cancel-while-ringing-expect-487",
  })
  void theCallerGivesUp(String callee, String caller) {
    record().ended("cancelled", "caller", 487, 16).matches(attempt(callee, caller));
  }
}
