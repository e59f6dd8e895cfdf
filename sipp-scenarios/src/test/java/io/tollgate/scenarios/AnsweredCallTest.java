package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Calls that are answered: how they pass through the edge, and what their records say. */
class AnsweredCallTest {
  private static final String AUSTRIAN_MOBILE = "+4366412345678";
  private static final String FRENCH = "+33123456789";
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  @RegisterExtension static final Edge edge = Edge.plain();
  @RegisterExtension final SippRuns sipp = new SippRuns();

  private Sipp caller(String scenario) {
    return sipp.uac(scenario, edge.sip());
  }

  private Sipp carrier(String scenario) {
    return sipp.uas(scenario, edge.carrierPort());
  }

  @Test
  void callHungUpByTheCallerLeavesAWholeRecord() {
    Sipp callee = carrier("uas-answers").pause(Duration.ofMillis(200)).start();
    Sipp caller =
        caller("uac-call-expect-200")
            .call(AUSTRIAN_MOBILE, FRENCH)
            .pause(Duration.ofMillis(1_200))
            .run();
    callee.succeed();

    JsonNode record = edge.records().one(caller);
    record()
        .with("direction", "outbound")
        .with("account", "acme")
        .with("trunk", "acme-hq")
        .with("carrier", "c1")
        .with("gateway", "g1")
        .with("pop", "fra")
        .with("from", FRENCH)
        .with("to", AUSTRIAN_MOBILE)
        .with("destinationPrefix", "43664")
        .with("originPrefix", "33")
        .with("deck", "test")
        .with("deckVersion", 1)
        .with("rate", "0.0390")
        .with("connectFee", "0.0000")
        .with("initialIncrement", 60)
        .with("nextIncrement", 60)
        .with("currency", "USD")
        .ended("normal", "caller", 200, 16)
        .billed(60, "0.0390")
        .matches(record);
    assertThat(record.path("id").asString()).isNotBlank();
    for (String time : List.of("receivedAt", "answeredAt", "endedAt")) {
      assertThat(record.path(time).asString()).as(time).matches(TIME);
    }
    assertThat(record.path("durationMillis").asLong()).isGreaterThanOrEqualTo(1_200L);
    assertThat(record.path("setupMicros").asLong()).isPositive();
    assertThat(record.path("callIdB").asString())
        .isNotBlank()
        .isNotEqualTo(record.path("callIdA").asString());
    assertThat(caller.messages())
        .as("the price that the record has")
        .contains(
            "X-Tollgate-Rate: 0.0390 USD/min; increments=60/60; destination=43664; origin=33;"
                + " deck=test@1");
    assertThat(callee.messages())
        .as("the B leg's own Call-ID")
        .contains("Call-ID: " + record.path("callIdB").asString())
        .doesNotContain(caller.callIds());
  }

  @ParameterizedTest
  @CsvSource({
    "+33123456789,  33, 0.0390",
    "+12125550100, '',  0.3980",
  })
  void thePriceDependsOnWhereTheCallComesFrom(String from, String originPrefix, String price) {
    Sipp callee = carrier("uas-answers").start();
    Sipp caller = caller("uac-call-expect-200").call(AUSTRIAN_MOBILE, from).run();
    callee.succeed();
    record()
        .with("originPrefix", originPrefix)
        .with("rate", price)
        .billed(60, price)
        .matches(edge.records().one(caller));
  }

  @Test
  void secondsAreRoundedUpAndTheConnectFeeIsAdded() {
    Sipp callee = carrier("uas-answers").start();
    Sipp caller =
        caller("uac-call-expect-200")
            .call("+493012345678", FRENCH)
            .pause(Duration.ofMillis(1_300))
            .run();
    callee.succeed();

    JsonNode record = edge.records().one(caller);
    long seconds = Math.ceilDiv(record.path("durationMillis").asLong(), 1_000L);
    // 0.60 a minute is a cent a second, and a cent for the connection.
    BigDecimal charge = new BigDecimal("0.0100").multiply(BigDecimal.valueOf(seconds + 1));
    assertThat(seconds).isGreaterThanOrEqualTo(2);
    record().with("connectFee", "0.0100").billed(seconds, charge.toPlainString()).matches(record);
  }

  @Test
  void callHungUpByTheCallee() {
    Sipp callee = carrier("uas-hangs-up").pause(Duration.ofMillis(300)).start();
    Sipp caller = caller("uac-hung-up-by-callee-expect-200").call(AUSTRIAN_MOBILE, FRENCH).run();
    callee.succeed();
    record()
        .ended("normal", "callee", 200, 16)
        .billed(60, "0.0390")
        .matches(edge.records().one(caller));
  }

  @Test
  void earlyMediaCrossesOver() {
    Sipp callee = carrier("uas-early-media").pause(Duration.ofMillis(300)).start();
    Sipp caller = caller("uac-early-media-expect-200").call(AUSTRIAN_MOBILE, FRENCH).run();
    callee.succeed();
    record().ended("normal", "caller", 200, 16).matches(edge.records().one(caller));
  }

  @Test
  void holdAndResumeCrossOver() {
    Sipp callee = carrier("uas-reinvite").start();
    Sipp caller = caller("uac-reinvite-expect-200").call(AUSTRIAN_MOBILE, FRENCH).run();
    callee.succeed();
    record().ended("normal", "caller", 200, 16).matches(edge.records().one(caller));
  }

  @Test
  void anInviteThatComesAgainAfterTheAnswerOpensNoSecondCall() {
    Sipp callee = carrier("uas-answers").start();
    Sipp caller = caller("uac-repeats-invite-expect-200").call(AUSTRIAN_MOBILE, FRENCH).run();
    callee.succeed();
    record().ended("normal", "caller", 200, 16).matches(edge.records().one(caller));
    assertThat(callee.branchesOf("INVITE sip:")).as("INVITEs at the carrier").hasSize(1);
  }

  @Test
  void aHundredCallsAtOnce() {
    int calls = 100;
    Sipp callee = carrier("uas-answers").calls(calls).start();
    Sipp caller =
        caller("uac-call-until-told-expect-200")
            .call(AUSTRIAN_MOBILE, FRENCH)
            .calls(calls)
            .option("-r", "50", "-l", "100")
            .start()
            .awaitUp(calls);
    assertThat(edge.metrics().sum("tollgate_calls_active")).isEqualTo(calls);
    caller.hangUp();
    callee.succeed();
    List<JsonNode> records = edge.records().await(caller, calls);
    assertThat(records)
        .allSatisfy(
            record ->
                record().ended("normal", "caller", 200, 16).billed(60, "0.0390").matches(record));
    assertThat(records).extracting(r -> r.path("id").asString()).doesNotHaveDuplicates();
    assertThat(records).extracting(r -> r.path("callIdB").asString()).doesNotHaveDuplicates();
  }
}
