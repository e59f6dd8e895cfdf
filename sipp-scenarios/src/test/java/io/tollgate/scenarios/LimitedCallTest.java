package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits besides the pace: each trunk here has one, and is called from an address of its own. */
class LimitedCallTest {
  private static final String FRENCH = "+33123456789";
  private static final String AUSTRIAN_MOBILE = "+4366412345678";

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put(
                      "lists",
                      "{a: [127.0.0.2, 127.0.0.5], b: [127.0.0.3], c: [127.0.0.4], d: [127.0.0.6],"
                          + " e: [127.0.0.7], f: [127.0.0.8]}")
                  .put(
                      "accounts",
                      """
                      {acme: {deck: test, cps: 1000,
                        limits: {destinations: {barred: [Germany], highCost: [premium]}}},
                        shut: {deck: test, limits: {hours: {zone: UTC, open: [%s 03:00-03:01]}}},
                        near: {deck: test, limits: {destinations: {allowed: [Austria]}}},
                        small: {deck: test, limits: {channels: 1}}}\
                      """
                          .formatted(farAway()))
                  .put(
                      "trunks",
                      """
                      {a: {account: acme, auth: list, lists: [a], cps: 1000,
                          limits: {channels: 1, maxRate: 0.30}},
                        b: {account: acme, auth: list, lists: [b], limits: {longestCall: 1s}},
                        c: {account: shut, auth: list, lists: [c]},
                        d: {account: near, auth: list, lists: [d]},
                        e: {account: small, auth: list, lists: [e]},
                        f: {account: small, auth: list, lists: [f]}}\
                      """));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  /** A day of the week that is neither today nor tomorrow. */
  private static String farAway() {
    return LocalDate.now(ZoneOffset.UTC)
        .plusDays(3)
        .getDayOfWeek()
        .name()
        .substring(0, 3)
        .toLowerCase(Locale.ROOT);
  }

  private Sipp caller(String scenario, String ip) {
    return sipp.uac(scenario, edge.sip(), ip);
  }

  @ParameterizedTest
  @CsvSource({
    "uac-destination-barred-expect-403, 127.0.0.2, +4930123456,     destination-barred, 403",
    "uac-destination-barred-expect-403, 127.0.0.2, +8816123456789,  destination-barred, 403",
    "uac-destination-barred-expect-403, 127.0.0.6, +4930123456,     destination-barred, 403",
    "uac-calling-hours-expect-403,      127.0.0.4, +4366412345678,  calling-hours,      403",
  })
  void theCallIsRefusedBeforeItIsPriced(
      String scenario, String ip, String called, String code, int status) {
    Sipp caller = caller(scenario, ip).call(called, FRENCH).run();
    record()
        .without("carrier", "gateway", "callIdB", "rate", "answeredAt")
        .ended(code, "edge", status, 21)
        .billed(0, "0.0000")
        .matches(edge.records().one(caller));
    assertCounted("tollgate_calls_refused_total", code);
  }

  private static void assertCounted(String metric, String code) {
    assertThat(edge.metrics().sum(metric, "code=\"" + code + "\"")).isPositive();
  }

  @Test
  void aPriceAboveTheCeilingIsRefusedWithThePriceInTheRecord() {
    Sipp caller =
        caller("uac-rate-too-high-expect-403", "127.0.0.2")
            .call(AUSTRIAN_MOBILE, "+12125550100")
            .run();
    record()
        .with("rate", "0.3980")
        .without("carrier", "gateway", "callIdB", "answeredAt")
        .ended("rate-too-high", "edge", 403, 21)
        .billed(0, "0.0000")
        .matches(edge.records().one(caller));
    assertCounted("tollgate_calls_refused_total", "rate-too-high");
  }

  /** One trunk from two addresses, then two trunks of one account. */
  @ParameterizedTest
  @CsvSource({"127.0.0.2, 127.0.0.5", "127.0.0.7, 127.0.0.8"})
  void noMoreCallsAreUpThanMayBe(String ip, String other) {
    Sipp carrier = sipp.uas("uas-answers", edge.carrierPort()).start();
    Sipp first =
        caller("uac-call-until-told-expect-200", ip)
            .call(AUSTRIAN_MOBILE, FRENCH)
            .start()
            .awaitUp(1);
    Sipp second = caller("uac-channels-expect-503", other).call(AUSTRIAN_MOBILE, FRENCH).run();
    record()
        .ended("channels", "edge", 503, 34)
        .billed(0, "0.0000")
        .matches(edge.records().one(second));
    assertCounted("tollgate_calls_refused_total", "channels");
    first.hangUp();
    carrier.succeed();
    record().ended("normal", "caller", 200, 16).matches(edge.records().one(first));
  }

  @Test
  void noCallIsLongerThanTheTrunksLongest() {
    Sipp carrier = sipp.uas("uas-cut-off", edge.carrierPort()).start();
    Sipp caller = caller("uac-cut-off-expect-bye", "127.0.0.3").call(AUSTRIAN_MOBILE, FRENCH).run();
    carrier.succeed();
    record()
        .with("durationMillis", 1000)
        .ended("max-duration", "edge", 200, 31)
        .billed(60, "0.0390")
        .matches(edge.records().one(caller));
    assertCounted("tollgate_calls_ended_total", "max-duration");
  }
}
