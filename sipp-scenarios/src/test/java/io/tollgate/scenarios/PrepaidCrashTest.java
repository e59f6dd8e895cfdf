package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code kill -9} while calls of a prepaid account are up: what it paid in is all there afterwards,
 * and nothing of it can be spent twice.
 */
class PrepaidCrashTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TOKEN = "the-token-of-this-test";
  private static final String FRENCH = "+33123456789";
  private static final int RINGING_PORT = Ports.free();

  /** 0.0390 for every started minute, which is what is set aside at first. */
  private static final String AUSTRIAN_MOBILE = "+4366412345678";

  /** 0.6100 for the first minute: 0.0100 for the answer and as much for every second. */
  private static final String GERMAN = "+4930123456";

  private final Edge edge =
      Edge.with(
          config ->
              config
                  .put(
                      "http",
                      "{bind: \"127.0.0.1:%d\", token: {file: token}}".formatted(config.httpPort()))
                  .put("accounts", "{poor: {deck: test, cps: 100, credit: {kind: prepaid}}}")
                  .put("trunks", "{a: {account: poor, auth: list, lists: [here], cps: 100}}")
                  .put(
                      "carriers",
                      """
                      {mobile: {destinations: ["43"],
                         gateways: [{id: g1, setupTimer: 30s, uri: "sip:127.0.0.1:%d"}]},
                       fixed: {destinations: ["49"],
                         gateways: [{id: g1, setupTimer: 30s, uri: "sip:127.0.0.1:%d"}]}}\
                      """
                          .formatted(config.carrierPort(), RINGING_PORT))
                  .secret("token", TOKEN)
                  .credit("poor", "1.0000"));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @AfterEach
  void stop() {
    edge.kill();
  }

  private JsonNode account() {
    return JSON.readTree(edge.process().get("/v1/credit/poor").body());
  }

  private String field(String name) {
    return account().path(name).asString();
  }

  /** A call's charge is booked with its record, a moment after its end. */
  private void assertAccount(String balance, String reserved, String held) {
    Await.that("what calls reserved", PATIENCE, () -> field("reserved").equals(reserved));
    record()
        .with("balance", balance)
        .with("reserved", reserved)
        .with("held", held)
        .matches(account());
  }

  private Sipp call(String scenario, String called, int calls) {
    return sipp.uac(scenario, edge.sip()).call(called, FRENCH).calls(calls);
  }

  /**
   * Short calls that cost a minute each, all at once, and one more that the money does not reach.
   */
  private void spendAll(int calls) {
    Sipp callee = sipp.uas("uas-answers", edge.carrierPort()).calls(calls).start();
    call("uac-call-expect-200", AUSTRIAN_MOBILE, calls)
        .pause(Duration.ofMillis(200))
        .option("-r", "50", "-l", "50")
        .run();
    callee.succeed();
    call("uac-no-credit-expect-402", AUSTRIAN_MOBILE, 1).run();
  }

  /** What the database says is set aside for answered calls; the edge writes it a moment later. */
  private long callsNoted() {
    String file = "jdbc:sqlite:" + edge.folder().resolve("data/tollgate.db");
    try (Connection connection = DriverManager.getConnection(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM credit_hold")) {
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nothingIsLostAndNothingIsSpentTwice() {
    edge.start("PrepaidCrashTest");
    Sipp answering = sipp.uas("uas-answers", edge.carrierPort()).calls(2).start();
    sipp.uas("uas-rings-until-cancelled", RINGING_PORT).start();
    Sipp talking =
        call("uac-call-expect-200", AUSTRIAN_MOBILE, 2)
            .pause(Duration.ofMinutes(2))
            .option("-r", "50")
            .start();
    edge.metrics().awaitCalls(2);
    Sipp waiting = call("uac-no-answer-expect-480", GERMAN, 1).start();
    Await.that("all calls to be paid for", PATIENCE, () -> field("reserved").equals("0.6880"));
    Await.that("the answered ones to be noted", PATIENCE, () -> callsNoted() == 2);
    edge.kill();
    edge.process().awaitExit();
    List.of(answering, talking, waiting).forEach(Sipp::kill);

    edge.startAgain();
    // What rang is free again; what was answered may have been used up, until somebody says.
    assertAccount("1.0000", "0.0000", "0.0780");
    spendAll(23);
    assertAccount("0.1030", "0.0000", "0.0780");
    account()
        .path("heldCalls")
        .valueStream()
        .map(held -> held.path("call").asString())
        .forEach(
            call ->
                assertThat(
                        edge.process()
                            .send("DELETE", "/v1/credit/held/" + call, TOKEN)
                            .statusCode())
                    .isEqualTo(200));
    assertAccount("0.1030", "0.0000", "0.0000");
    spendAll(2);
    assertAccount("0.0250", "0.0000", "0.0000");
  }
}
