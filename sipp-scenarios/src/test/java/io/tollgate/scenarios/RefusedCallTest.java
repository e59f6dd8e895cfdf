package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Phone;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Calls that the edge refuses before anything goes out. */
class RefusedCallTest {
  private static final String FRENCH = "+33123456789";

  @RegisterExtension static final Edge edge = Edge.plain();
  @RegisterExtension final SippRuns sipp = new SippRuns();

  @ParameterizedTest
  @CsvSource({
    "uac-not-e164-expect-484, 066412345678,   not-e164, 484, 28",
    "uac-not-e164-expect-484, operator,       not-e164, 484, 28",
    "uac-not-e164-expect-484, +43664123456789012345, not-e164, 484, 28",
    "uac-no-rate-expect-404,  +61212345678,   no-rate,  404, 3",
  })
  void theNumberIsRefused(String scenario, String called, String code, int status, int q850) {
    Sipp caller = sipp.uac(scenario, edge.sip()).call(called, FRENCH).run();
    JsonNode record = edge.records().one(caller);
    record()
        .with("account", "acme")
        .with("trunk", "acme-hq")
        .without("carrier", "gateway", "callIdB", "rate", "answeredAt", "setupMicros")
        .ended(code, "edge", status, q850)
        .billed(0, "0.0000")
        .matches(record);
    assertThat(edge.metrics().sum("tollgate_calls_refused_total", "code=\"" + code + "\""))
        .isPositive();
  }

  @Test
  void otherMethodsAreNotAllowed() {
    Sipp peer =
        sipp.uac("uac-other-methods-expect-405", edge.sip()).call("+4366412345678", FRENCH).run();
    assertThat(edge.records().of(peer)).as("records of what is no call").isEmpty();
  }

  @Test
  void strangersAreRefusedWithoutAReason() {
    Sipp stranger =
        sipp.uac("uac-stranger-expect-403", edge.sip(), "127.0.0.9")
            .call("+4366412345678", FRENCH)
            .run();
    record()
        .without("account", "trunk", "carrier", "gateway", "callIdB", "rate", "answeredAt")
        .ended("unknown-source", "edge", 403, 21)
        .billed(0, "0.0000")
        .matches(edge.records().one(stranger));
  }

  @Test
  void strangersGetNoAnswerToAnythingElse() {
    try (Phone stranger = new Phone("127.0.0.9", edge.sip())) {
      // All of one Call-ID, so that they are handled in their order and the last answer is the only
      // one.
      for (String method : List.of("OPTIONS", "REGISTER", "SUBSCRIBE", "BYE", "CANCEL", "FOO")) {
        stranger.send(stranger.request(method, "+4366412345678"));
      }
      stranger.send(stranger.request("INVITE", "+4366412345678"));
      String first =
          stranger.receiveUntil(message -> !message.startsWith("SIP/2.0 100 ")).getLast();
      assertThat(first).startsWith("SIP/2.0 403 ").contains("CSeq: 7 INVITE");
      stranger.send(stranger.ackOf(first));
    }
  }
}
