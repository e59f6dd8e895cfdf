package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Kamailio;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.SilentPeer;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * A real Kamailio as the border of a carrier that refuses, stalls, is silent, answers late, dies
 * while it rings and comes back, and the carrier that takes the call instead; what was tried stands
 * in the record.
 */
class KamailioFailureTest {
  private static final int FIRST = Ports.free();
  private static final int SECOND = Ports.free();
  private static final int BEHIND = Ports.free();
  private static final String NEXT = "second/g2 answered 200";

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put(
                      "listen",
                      ("[{transport: udp, bind: \"127.0.0.1:%1$d\"},"
                              + " {transport: tcp, bind: \"127.0.0.1:%1$d\"}]")
                          .formatted(config.sipPort()))
                  .put(
                      "carriers",
                      ("{first: {destinations: [Austria], breaker: {failures: 1000}, gateways:"
                           + " [{id: g1, setupTimer: 4s, uri: \"sip:127.0.0.1:%1$d\"}]}, stream:"
                           + " {destinations: [Germany], breaker: {failures: 1000}, gateways: [{id:"
                           + " t1, setupTimer: 4s, uri: \"sip:127.0.0.1:%1$d;transport=tcp\"}]},"
                           + " second: {gateways: [{id: g2, setupTimer: 30s, uri:"
                           + " \"sip:127.0.0.1:%2$d\"}]}}")
                          .formatted(FIRST, SECOND)));

  @RegisterExtension final SippRuns sipp = new SippRuns();
  @TempDir Path folder;

  private JsonNode answered(String called) {
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip())
            .call(called, "+33123456789")
            .pause(Duration.ofMillis(50))
            .run();
    JsonNode cdr = edge.records().one(caller);
    record().with("to", called).ended("normal", "caller", 200, 16).matches(cdr);
    return cdr;
  }

  private void second() {
    sipp.uas("uas-answers", SECOND).pause(Duration.ZERO).start();
  }

  /** Who was tried, and what came of it: {@code first/g1 refused 503}. */
  private static List<String> attempts(JsonNode cdr) {
    return cdr.path("attempts")
        .valueStream()
        .map(
            attempt ->
                attempt.path("carrier").asString()
                    + '/'
                    + attempt.path("gateway").asString()
                    + ' '
                    + attempt.path("result").asString()
                    + (attempt.path("sipStatus").isNull()
                        ? ""
                        : " " + attempt.path("sipStatus").asInt()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "+4366412345503, first/g1 refused 503", // it refuses
    "+4366412345000, first/g1 timeout", // it says nothing at all
    "+4366412345678, first/g1 refused 408", // it tries, and hears nothing from behind it
  })
  void theNextCarrierTakesTheCall(String called, String first) {
    try (SilentPeer stalled = new SilentPeer(BEHIND);
        Kamailio kamailio = Kamailio.startFailing(folder, FIRST, BEHIND)) {
      second();
      assertThat(attempts(answered(called))).as(kamailio.log()).containsExactly(first, NEXT);
      assertThat(stalled.received().isEmpty()).isEqualTo(!first.endsWith("408"));
    }
  }

  @Test
  void aBusyPartyEndsTheCall() {
    try (Kamailio kamailio = Kamailio.startFailing(folder, FIRST, BEHIND)) {
      Sipp caller =
          sipp.uac("uac-busy-expect-486", edge.sip()).call("+4366412345486", "+33123456789").run();
      JsonNode cdr = edge.records().one(caller);
      record().ended("busy", "callee", 486, 17).matches(cdr);
      assertThat(attempts(cdr)).as(kamailio.log()).containsExactly("first/g1 refused 486");
    }
  }

  @Test
  void whoAnswersLateIsGivenUpAndTheRecordSaysSo() {
    Sipp late = sipp.uas("uas-answers-after-all", BEHIND).pause(Duration.ofSeconds(6)).start();
    try (Kamailio kamailio = Kamailio.startFailing(folder, FIRST, BEHIND)) {
      second();
      Sipp caller =
          sipp.uac("uac-call-until-told-expect-200", edge.sip())
              .call("+4366412345777", "+33123456789")
              .start();
      late.succeed(); // it has heard ACK and BYE
      JsonNode cdr = edge.records().one(caller.awaitUp(1).hangUp());
      record().ended("normal", "caller", 200, 16).matches(cdr);
      assertThat(attempts(cdr))
          .as(kamailio.log())
          .containsExactly("first/g1 answered-late 200", NEXT);
    }
  }

  @Test
  void whoDiesWhileItRingsIsFollowedByTheNextAndUsedWhenItComesBack() {
    Sipp ringing = sipp.uas("uas-rings-until-cancelled", BEHIND).start();
    Kamailio dying = Kamailio.startFailing(folder, FIRST, BEHIND);
    Sipp caller;
    try {
      second();
      caller =
          sipp.uac("uac-rings-twice-expect-200", edge.sip())
              .call("+4930123456789", "+33123456789")
              .pause(Duration.ofMillis(50))
              .start();
      Await.until(
          "the ringing behind Kamailio",
          Duration.ofSeconds(60),
          () ->
              Optional.of(caller.messages()).filter(messages -> messages.contains("SIP/2.0 180")));
    } finally {
      dying.kill();
      ringing.kill();
    }
    assertThat(attempts(edge.records().one(caller.succeed())))
        .as(dying.log())
        .containsExactly("stream/t1 connection", NEXT);

    Sipp behind = sipp.uas("uas-answers", BEHIND).pause(Duration.ZERO).start();
    try (Kamailio back = Kamailio.startFailing(folder, FIRST, BEHIND)) {
      assertThat(attempts(answered("+4930123456789")))
          .as(back.log())
          .containsExactly("stream/t1 answered 200");
      behind.succeed();
    }
  }

  @Test
  void whoIsGoneCostsItsSetUpTimerAndIsUsedWhenItComesBack() {
    Kamailio.startFailing(folder, FIRST, BEHIND).close();
    second();
    JsonNode gone = answered("+4366412345678");
    assertThat(attempts(gone)).hasSize(2).last().isEqualTo(NEXT);
    assertThat(attempts(gone).getFirst()).matches("first/g1 (timeout|connection)");

    Sipp behind = sipp.uas("uas-answers", BEHIND).pause(Duration.ZERO).start();
    try (Kamailio back = Kamailio.start(folder, FIRST, BEHIND)) {
      assertThat(attempts(answered("+4366412345678")))
          .as(back.log())
          .containsExactly("first/g1 answered 200");
      behind.succeed();
    }
  }
}
