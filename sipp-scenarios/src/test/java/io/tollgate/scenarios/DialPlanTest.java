package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A trunk that dials as people in Vienna do: what reaches the carrier, and what is recorded. */
class DialPlanTest {
  private static final int HELP = Ports.free();

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put(
                      "carriers",
                      ("{help: {destinations: [\"43112\"], gateways: [{id: g1, setupTimer: 30s,"
                           + " plus: false, strip: 2, prefix: \"00\", uri: \"sip:127.0.0.1:%d\"}]},"
                           + " c1: {gateways: [{id: g1, setupTimer: 30s, uri:"
                           + " \"sip:127.0.0.1:%d\"}]}}")
                          .formatted(HELP, config.carrierPort()))
                  .put(
                      "dialPlans",
                      "{vienna: {country: AT, rules: [{length: 3, add: \"+4315550\"}],"
                          + " codes: {allow: [\"112\"], bar: [\"118811\"]}}}")
                  .put(
                      "trunks",
                      "{acme-hq: {account: acme, auth: list, lists: [here], cps: 1000,"
                          + " dialPlan: vienna}}"));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @ParameterizedTest
  @CsvSource({
    "066412345678,                  204,           +4366412345678, +4315550204,  43664, 0.3980",
    "004366412345678,               0033123456789, +4366412345678, +33123456789, 43664, 0.0390",
    "664-123-45678;phone-context=+43, 204,         +4366412345678, +4315550204,  43664, 0.3980",
    "%28030%29%20901820,            204,           +4330901820,    +4315550204,  43,    0.0200",
    "00493090182017,                204,           +493090182017,  +4315550204,  49,    0.0200",
  })
  void bothNumbersReachTheCarrierInE164(
      String dialled, String dialler, String called, String caller, String prefix, String charge) {
    Sipp callee = sipp.uas("uas-answers", edge.carrierPort()).pause(Duration.ZERO).start();
    Sipp uac =
        sipp.uac("uac-call-expect-200", edge.sip())
            .call(dialled, dialler)
            .pause(Duration.ofMillis(50))
            .run();
    callee.succeed();
    assertThat(callee.messages())
        .contains("INVITE sip:" + called + "@127.0.0.1")
        .contains("From: <sip:" + caller + "@127.0.0.1");
    JsonNode record = edge.records().one(uac);
    record()
        .with("from", caller)
        .with("to", called)
        .with("fromReceived", dialler)
        .with("destinationPrefix", prefix)
        .with("charge", charge)
        .matches(record);
  }

  /** Whatever the gateway does to numbers, and however the code is dialled. */
  @ParameterizedTest
  @ValueSource(strings = {"112", "1-1-2"})
  void anAllowedCodeIsNotRewritten(String dialled) {
    Sipp help = sipp.uas("uas-answers", HELP).pause(Duration.ZERO).start();
    Sipp uac =
        sipp.uac("uac-call-expect-200", edge.sip())
            .call(dialled, "204")
            .pause(Duration.ofMillis(50))
            .run();
    help.succeed();
    assertThat(help.messages())
        .contains("INVITE sip:112@127.0.0.1")
        .contains("From: <sip:+4315550204@127.0.0.1");
    record()
        .with("carrier", "help")
        .with("to", "+43112")
        .with("toReceived", dialled)
        .with("destinationPrefix", "43")
        .with("charge", "0.0200")
        .matches(edge.records().one(uac));
  }

  @Test
  void aNumberThatThePlanCannotReadIsRefused() {
    Sipp uac = sipp.uac("uac-not-e164-expect-484", edge.sip()).call("144", "204").run();
    record().ended("not-e164", "edge", 484, 28).matches(edge.records().one(uac));
  }

  @Test
  void aBarredCodeIsRefused() {
    Sipp uac =
        sipp.uac("uac-destination-barred-expect-403", edge.sip()).call("118811", "204").run();
    record().ended("destination-barred", "edge", 403, 21).matches(edge.records().one(uac));
  }
}
