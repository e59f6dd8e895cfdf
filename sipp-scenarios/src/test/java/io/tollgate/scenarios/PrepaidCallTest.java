package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Midnight;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that have to be paid for, or may cost only so much: each account has its address. */
class PrepaidCallTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FRENCH = "+33123456789";

  /** 0.0100 for the answer and as much for every second. */
  private static final String GERMAN = "+4930123456";

  /** 0.0390 for every started minute. */
  private static final String AUSTRIAN_MOBILE = "+4366412345678";

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put("lists", "{a: [127.0.0.2], b: [127.0.0.3], c: [127.0.0.4], d: [127.0.0.5]}")
                  .put(
                      "accounts",
                      """
                      {poor: {deck: test, cps: 100, credit: {kind: prepaid}},
                        late: {deck: test, cps: 100, credit: {kind: postpaid, limit: 0.02}},
                        thrifty: {deck: test, cps: 100, limits: {spend: {day: 0.0400}}},
                        thriftier: {deck: test, cps: 100}}\
                      """)
                  .put(
                      "trunks",
                      """
                      {a: {account: poor, auth: list, lists: [a], cps: 100},
                        b: {account: late, auth: list, lists: [b], cps: 100},
                        c: {account: thrifty, auth: list, lists: [c], cps: 100},
                        d: {account: thriftier, auth: list, lists: [d], cps: 100,
                          limits: {spend: {month: 0.0400}}}}\
                      """)
                  .credit("poor", "0.0300"));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @BeforeEach
  void withinOneDay() {
    Midnight.keepClear();
  }

  private Sipp caller(String scenario, String ip, String called) {
    return sipp.uac(scenario, edge.sip(), ip).call(called, FRENCH);
  }

  private JsonNode account(String name) {
    return JSON.readTree(edge.process().get("/v1/credit/" + name).body());
  }

  @Test
  void aPrepaidCallIsCutWhenItsMoneyEndsAndTheNextIsRefused() {
    Sipp carrier = sipp.uas("uas-cut-off", edge.carrierPort()).start();
    Sipp caller = caller("uac-cut-off-expect-bye", "127.0.0.2", GERMAN).run();
    carrier.succeed();
    record()
        .with("durationMillis", 2000)
        .ended("credit-exhausted", "edge", 200, 31)
        .billed(2, "0.0300")
        .matches(edge.records().one(caller));
    record()
        .with("balance", "0.0000")
        .with("reserved", "0.0000")
        .with("held", "0.0000")
        .with("spentToday", "0.0300")
        .matches(account("poor"));

    Sipp refused = caller("uac-no-credit-expect-402", "127.0.0.2", GERMAN).run();
    record()
        .with("rate", "0.6000")
        .without("carrier", "gateway", "callIdB", "answeredAt")
        .ended("no-credit", "edge", 402, 21)
        .billed(0, "0.0000")
        .matches(edge.records().one(refused));
  }

  @Test
  void aPostpaidCallIsCutAtItsLimit() {
    Sipp carrier = sipp.uas("uas-cut-off", edge.carrierPort()).start();
    Sipp caller = caller("uac-cut-off-expect-bye", "127.0.0.3", GERMAN).run();
    carrier.succeed();
    record()
        .with("durationMillis", 1000)
        .ended("credit-exhausted", "edge", 200, 31)
        .billed(1, "0.0200")
        .matches(edge.records().one(caller));
    assertThat(account("late").path("balance").asString()).isEqualTo("-0.0200");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.4, uac-spend-day-expect-403, spend-day",
    "127.0.0.5, uac-spend-month-expect-403, spend-month"
  })
  void noMoreIsSpentInADayOrMonthThanMayBe(String ip, String refusal, String code) {
    Sipp carrier = sipp.uas("uas-answers", edge.carrierPort()).start();
    Sipp caller =
        caller("uac-call-expect-200", ip, AUSTRIAN_MOBILE).pause(Duration.ofMillis(500)).run();
    carrier.succeed();
    record()
        .ended("normal", "caller", 200, 16)
        .billed(60, "0.0390")
        .matches(edge.records().one(caller));
    Sipp refused = caller(refusal, ip, AUSTRIAN_MOBILE).run();
    record().ended(code, "edge", 403, 21).billed(0, "0.0000").matches(edge.records().one(refused));
    assertThat(edge.metrics().sum("tollgate_calls_refused_total", "code=\"" + code + "\""))
        .isEqualTo(1);
  }
}
