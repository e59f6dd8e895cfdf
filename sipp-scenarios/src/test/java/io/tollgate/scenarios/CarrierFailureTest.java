package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.EdgeProcess;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.SilentPeer;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carriers that refuse, stall, answer late, die while they ring and come back: what the caller
 * gets, and what stands in the record of every attempt.
 */
class CarrierFailureTest {
  private static final int FIRST = Ports.free();
  private static final int SECOND = Ports.free();
  private static final int OVER_TCP = Ports.free();
  private static final int ALONE = Ports.free();

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put(
                      "listen",
                      "[{transport: udp, bind: \"127.0.0.1:%d\"}, {transport: tcp, bind:"
                              .formatted(config.sipPort())
                          + " \"127.0.0.1:%d\"}]".formatted(config.sipPort()))
                  .put("failover", "{next: [404]}")
                  .put(
                      "carriers",
                      ("{first: {destinations: [Austria, Germany], failover: {end: [486]}, breaker:"
                           + " {failures: 1000}, gateways: [{id: g1, setupTimer: 4s, uri:"
                           + " \"sip:127.0.0.1:%d\", channels: 1}]}, stream: {destinations:"
                           + " [\"1\"], gateways: [{id: t1, setupTimer: 4s, uri:"
                           + " \"sip:127.0.0.1:%d;transport=tcp\"}]}, alone: {destinations:"
                           + " [Germany], deck: test, failover: {end: [timeout]}, gateways: [{id:"
                           + " a1, setupTimer: 4s, uri: \"sip:127.0.0.1:%d\", priority: 1}]},"
                           + " second: {gateways: [{id: g2, setupTimer: 30s, uri:"
                           + " \"sip:127.0.0.1:%d\"}]}}")
                          .formatted(FIRST, OVER_TCP, ALONE, SECOND)));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private Sipp second() {
    return sipp.uas("uas-answers", SECOND).pause(Duration.ZERO).start();
  }

  private JsonNode call(String called) {
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip())
            .call(called, "+33123456789")
            .pause(Duration.ofMillis(50))
            .run();
    JsonNode answered = edge.records().one(caller);
    record().with("to", called).ended("normal", "caller", 200, 16).matches(answered);
    return answered;
  }

  /** Who was tried, and what came of it: {@code first/g1 refused 503}. */
  private static List<String> attempts(JsonNode cdr) {
    List<String> attempts = new ArrayList<>();
    for (JsonNode attempt : cdr.path("attempts")) {
      attempts.add(
          attempt.path("carrier").asString()
              + '/'
              + attempt.path("gateway").asString()
              + ' '
              + attempt.path("result").asString()
              + (attempt.path("sipStatus").isNull() ? "" : " " + attempt.path("sipStatus").asInt())
              + (attempt.path("postDialDelayMillis").isNull() ? "" : ", heard"));
    }
    return attempts;
  }

  @Test
  void whoRefusesIsFollowedByTheNext() {
    Sipp refusing = sipp.uas("uas-fails", FIRST).start();
    Sipp callee = second();
    JsonNode cdr = call("+4366412345678");
    refusing.succeed();
    callee.succeed();
    assertThat(attempts(cdr))
        .containsExactly("first/g1 refused 503", "second/g2 answered 200, heard");
    JsonNode first = cdr.path("attempts").path(0);
    record()
        .with("address", "127.0.0.1:" + FIRST)
        .with("transport", "udp")
        .without("cost", "currency")
        .matches(first);
  }

  @Test
  void theFileSaysThatAnUnknownNumberIsAskedOfTheNext() {
    Sipp refusing = sipp.uas("uas-unreachable", FIRST).start();
    Sipp callee = second();
    JsonNode cdr = call("+4366412345678");
    refusing.succeed();
    callee.succeed();
    assertThat(attempts(cdr))
        .containsExactly("first/g1 refused 404", "second/g2 answered 200, heard");
  }

  @Test
  void aBusyPartyEndsTheCall() {
    Sipp busy = sipp.uas("uas-busy", FIRST).start();
    Sipp caller =
        sipp.uac("uac-busy-expect-486", edge.sip()).call("+4366412345678", "+33123456789").run();
    busy.succeed();
    JsonNode cdr = edge.records().one(caller);
    record().ended("busy", "callee", 486, 17).matches(cdr);
    assertThat(attempts(cdr)).singleElement().asString().startsWith("first/g1 refused 486");
  }

  @Test
  void whoStallsCostsItsSetUpTimerAndTakesCallsAgainWhenItComesBack() {
    try (SilentPeer stalled = new SilentPeer(FIRST)) {
      Sipp callee = second();
      JsonNode cdr = call("+4366412345678");
      callee.succeed();
      assertThat(stalled.received()).isNotEmpty();
      assertThat(attempts(cdr))
          .containsExactly("first/g1 timeout", "second/g2 answered 200, heard");
    }
    Sipp back = sipp.uas("uas-answers", FIRST).pause(Duration.ZERO).start();
    JsonNode cdr = call("+4366412345678");
    back.succeed();
    assertThat(attempts(cdr)).containsExactly("first/g1 answered 200, heard");
  }

  @Test
  void anAnswerThatComesAfterItsTimeIsGivenUpAndTheCallStaysWithTheNext() {
    Sipp late = sipp.uas("uas-answers-after-all", FIRST).pause(Duration.ofSeconds(6)).start();
    Sipp callee = second();
    Sipp caller =
        sipp.uac("uac-call-until-told-expect-200", edge.sip())
            .call("+4366412345678", "+33123456789")
            .start();
    late.succeed(); // it has heard ACK and BYE
    JsonNode cdr = edge.records().one(caller.awaitUp(1).hangUp());
    callee.succeed();
    record()
        .with("carrier", "second")
        .with("gateway", "g2")
        .ended("normal", "caller", 200, 16)
        .matches(cdr);
    assertThat(attempts(cdr))
        .containsExactly("first/g1 answered-late 200, heard", "second/g2 answered 200, heard");
  }

  @Test
  void anAnswerThatComesWhenTheCallHasItsRecordHasOneOfItsOwn() {
    Sipp late = sipp.uas("uas-answers-after-all", ALONE).pause(Duration.ofSeconds(6)).start();
    Sipp caller =
        sipp.uac("uac-carrier-fails-expect-503", edge.sip())
            .call("+49301234567", "+33123456789")
            .run();
    late.succeed(); // it has heard ACK and BYE
    List<JsonNode> records = edge.records().await(caller, 2);
    JsonNode call = records.getLast();
    record()
        .ended("carriers-failed", "edge", 503, 41)
        .with("gateway", "a1")
        .with("cost", "0.0000")
        .without("leg", "link")
        .matches(call);
    assertThat(attempts(call)).containsExactly("alone/a1 timeout");
    JsonNode answer = records.getFirst();
    record()
        .ended("answered-late", "edge", 503, 16)
        .with("gateway", "a1")
        .with("charge", "0.0000")
        .with("cost", "0.0200")
        .with("margin", "-0.0200")
        .with("leg", "late")
        .with("link", call.path("id").asString())
        .matches(answer);
    assertThat(attempts(answer)).containsExactly("alone/a1 answered-late 200, heard");
  }

  @Test
  void whoDiesWhileItRingsIsFollowedByTheNext() {
    Sipp dying = sipp.uas("uas-rings-until-cancelled", OVER_TCP).overTcp().start();
    Sipp callee = second();
    Sipp caller =
        sipp.uac("uac-rings-twice-expect-200", edge.sip())
            .call("+12125550100", "+33123456789")
            .pause(Duration.ofMillis(50))
            .start();
    Await.until(
        "the first carrier's ringing",
        Duration.ofSeconds(60),
        () -> Optional.of(caller.messages()).filter(messages -> messages.contains("SIP/2.0 180")));
    dying.kill();
    caller.succeed();
    callee.succeed();
    assertThat(attempts(edge.records().one(caller)))
        .containsExactly("stream/t1 connection, heard", "second/g2 answered 200, heard");
  }

  @Test
  void whoHasNoProcessAtItsPortOverTcpIsFollowedAtOnce() {
    Sipp callee = second();
    JsonNode cdr = call("+12125550100");
    callee.succeed();
    assertThat(attempts(cdr))
        .containsExactly("stream/t1 connection", "second/g2 answered 200, heard");
  }

  @Test
  void aFullCarrierIsPassedOverAndTheExplanationSaysSo() {
    Sipp full = sipp.uas("uas-answers", FIRST).pause(Duration.ZERO).start();
    Sipp holds =
        sipp.uac("uac-call-until-told-expect-200", edge.sip())
            .call("+4366412345678", "+33123456789")
            .start()
            .awaitUp(1);
    JsonNode explained = explain(edge.process());
    assertThat(explained.path("gateways").path(0).path("leftOutAs").asString())
        .isEqualTo("channels");
    assertThat(explained.path("gateways").path(1).path("turn").asInt()).isEqualTo(1);
    Sipp callee = second();
    assertThat(attempts(call("+4366412345678")))
        .as("the full one is no attempt")
        .containsExactly("second/g2 answered 200, heard");
    callee.succeed();
    holds.hangUp();
    full.succeed();
    edge.metrics().awaitNoCalls();
    assertThat(explain(edge.process()).path("gateways").path(0).path("turn").asInt()).isEqualTo(1);
  }

  private static JsonNode explain(EdgeProcess process) {
    return JsonMapper.builder()
        .build()
        .readTree(
            process.get("/v1/route?trunk=acme-hq&to=%2B4366412345678&from=%2B33123456789").body());
  }
}
