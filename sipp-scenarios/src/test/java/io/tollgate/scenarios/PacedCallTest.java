package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Calls per second, with the published defaults: one a trunk, two an account. */
class PacedCallTest {
  private static final int CALLS = 20;

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put(
                      "lists", "{a: [127.0.0.2], b1: [127.0.0.3], b2: [127.0.0.4], c: [127.0.0.5]}")
                  .put(
                      "accounts",
                      "{one-trunk: {deck: test}, two-trunks: {deck: test}, fast: {deck: test, cps:"
                          + " 50}}")
                  .put(
                      "trunks",
                      """
                      {a: {account: one-trunk, auth: list, lists: [a]},
                        b1: {account: two-trunks, auth: list, lists: [b1], cps: 100},
                        b2: {account: two-trunks, auth: list, lists: [b2], cps: 100},
                        c: {account: fast, auth: list, lists: [c], cps: 50}}\
                      """));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void oneCallASecondATrunk() {
    double before = refusals("cps-trunk");
    Sipp callee = carrier();
    long start = System.nanoTime();
    Sipp caller = burst("uac-cps-trunk-expect-503", "127.0.0.2").succeed();
    counted(edge.records().await(caller, CALLS), "cps-trunk", 1, before, since(start));
    assertThat(callee.messages()).contains("INVITE");
  }

  @Test
  void twoCallsASecondAnAccountOverAllItsTrunks() {
    double before = refusals("cps-account");
    carrier();
    long start = System.nanoTime();
    Sipp first = burst("uac-cps-account-expect-503", "127.0.0.3");
    Sipp second = burst("uac-cps-account-expect-503", "127.0.0.4");
    List<JsonNode> records = new ArrayList<>(edge.records().await(first.succeed(), CALLS));
    records.addAll(edge.records().await(second.succeed(), CALLS));
    counted(records, "cps-account", 2, before, since(start));
  }

  @Test
  void fiftyCallsASecondATrunk() {
    double before = refusals("cps-trunk");
    carrier();
    long start = System.nanoTime();
    Sipp caller =
        sipp.uac("uac-cps-trunk-expect-503", edge.sip(), "127.0.0.5")
            .call("+4366412345678", "+33123456789")
            .calls(10 * CALLS)
            .option("-r", "1000", "-l", "200")
            .start();
    List<JsonNode> records = edge.records().await(caller.succeed(), 10 * CALLS);
    counted(records, "cps-trunk", 50, before, since(start));
  }

  /** Takes as many calls as the limits let through; how many is not known beforehand. */
  private Sipp carrier() {
    return sipp.uas("uas-answers", edge.carrierPort()).calls(10 * CALLS).start();
  }

  private Sipp burst(String scenario, String ip) {
    return sipp.uac(scenario, edge.sip(), ip)
        .call("+4366412345678", "+33123456789")
        .calls(CALLS)
        .option("-r", "100", "-l", "100")
        .start();
  }

  /**
   * At least the first burst was let through, and no more than the time that it all took allows,
   * measured around the callers: what the records say of arrivals leaves out how long a message
   * waited for its turn.
   */
  private static void counted(
      List<JsonNode> records, String code, int cps, double before, double seconds) {
    List<JsonNode> refused = having(records, code);
    List<JsonNode> answered = having(records, "normal");
    assertThat(refused.size() + answered.size()).isEqualTo(records.size());
    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(record -> record().ended(code, "edge", 503, 42).matches(record));
    assertThat(answered).hasSizeBetween(cps, cps + (int) (cps * (seconds + 0.1)));
    assertThat(refusals(code) - before).isEqualTo(refused.size());
  }

  private static double refusals(String code) {
    return edge.metrics().sum("tollgate_calls_refused_total", "code=\"" + code + "\"");
  }

  private static List<JsonNode> having(List<JsonNode> records, String code) {
    return records.stream().filter(record -> record.path("code").asString().equals(code)).toList();
  }

  private static double since(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }
}
