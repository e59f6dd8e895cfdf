package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whose number a call carries, and so whose price it has, on a trunk with numbers of its own. */
class CallerIdTest {
  private static final String AUSTRIAN_MOBILE = "+4366412345678";
  private static final String OWN = "+33123456789";

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put(
                      "trunks",
                      "{acme-hq: {account: acme, auth: list, lists: [here], cps: 1000,"
                          + " callerId: owned, numbers: [\"+3312345*\"]}}")
                  .put(
                      "carriers",
                      "{c1: {deck: test, trusted: true, gateways: [{id: g1, setupTimer: 30s, uri: \"sip:127.0.0.1:%d\"}]}}"
                          .formatted(config.carrierPort())));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @ParameterizedTest
  @ValueSource(strings = {"+33199999999", "+12125550100", "anonymous", "33123456789"})
  void aNumberThatIsNotTheTrunksIsRefused(String spoofed) {
    Sipp caller =
        sipp.uac("uac-spoofed-caller-expect-403", edge.sip()).call(AUSTRIAN_MOBILE, spoofed).run();
    JsonNode record = edge.records().one(caller);
    record()
        .with("account", "acme")
        .with("trunk", "acme-hq")
        .with("fromReceived", spoofed)
        .without("from", "carrier", "gateway", "callIdB", "rate", "cost", "answeredAt")
        .ended("caller-id", "edge", 403, 21)
        .billed(0, "0.0000")
        .matches(record);
  }

  @Test
  void anOwnNumberThatIsHiddenIsRatedAndToldTheCarrierAlone() {
    Sipp carrier =
        sipp.uas("uas-hidden-caller", edge.carrierPort()).pause(Duration.ofMillis(100)).start();
    Sipp caller =
        sipp.uac("uac-hidden-caller-expect-200", edge.sip())
            .call(AUSTRIAN_MOBILE, OWN)
            .pause(Duration.ofMillis(300))
            .run();
    carrier.succeed();
    JsonNode record = edge.records().one(caller);
    record()
        .with("from", OWN)
        .with("fromReceived", OWN)
        .with("originPrefix", "33")
        .with("rate", "0.0390")
        .with("costDeck", "test")
        .with("costRate", "0.0390")
        .with("costOriginPrefix", "33")
        .ended("normal", "caller", 200, 16)
        .billed(60, "0.0390")
        .matches(record);
    assertThat(new BigDecimal(record.path("cost").asString())).isEqualByComparingTo("0.0390");
    assertThat(new BigDecimal(record.path("margin").asString())).isZero();
  }
}
