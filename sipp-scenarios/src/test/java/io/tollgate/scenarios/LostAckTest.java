package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A caller whose ACK never comes: RFC 3261 §13.3.1.4. Takes 64·T1, 32 seconds. */
@Order(3)
class LostAckTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension static final Edge edge = Edge.plain();
  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void theCallIsEndedWithByeAndChargedFromTheAnswerOn() {
    Sipp callee = sipp.uas("uas-answers", edge.carrierPort()).within(LIMIT).start();
    Sipp caller =
        sipp.uac("uac-never-acks-expect-bye", edge.sip())
            .call("+4366412345678", "+33123456789")
            .within(LIMIT)
            .run();
    callee.succeed();

    JsonNode record = edge.records().one(caller);
    record().ended("no-ack", "edge", 200, 102).billed(60, "0.0390").matches(record);
    assertThat(record.path("durationMillis").asLong()).isGreaterThanOrEqualTo(31_900L);
    // At once, then after 0.5, 1, 2, 4, 4, … seconds: eleven times, and once less where each was so
    // late that the last of them would have come after the end. On the turned clock it is eleven.
    String untilBye = caller.messages().substring(0, caller.messages().indexOf("\nBYE sip:"));
    assertThat(untilBye.split("\nSIP/2.0 200 OK", -1))
        .as("the 200 and its repetitions")
        .hasSizeBetween(11, 12);
  }
}
