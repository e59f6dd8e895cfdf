package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * What carriers do beside answering: want credentials, send elsewhere, answer late, meet offers.
 */
class CarrierMannersTest {
  private static final String AUSTRIAN = "+4366412345678";
  private static final String GERMAN = "+493012345678";
  private static final int REDIRECTING = Ports.free();
  private static final int SECOND = Ports.free();

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config.put(
                  "carriers",
                  ("{plain: {destinations: [\"43\"], gateways: [{id: g1, setupTimer: 30s, user:"
                          + " edge, password: {env: CARRIER}, uri: \"sip:127.0.0.1:%d\"}]}, moving:"
                          + " {destinations: [Germany], gateways: [{id: g1, setupTimer: 30s, uri:"
                          + " \"sip:127.0.0.1:%d\"}, {id: g2, setupTimer: 30s, uri:"
                          + " \"sip:127.0.0.1:%d\"}]}}")
                      .formatted(config.carrierPort(), REDIRECTING, SECOND)),
          Map.of("CARRIER", "letmein"));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private Sipp callee(String scenario) {
    return sipp.uas(scenario, edge.carrierPort()).pause(Duration.ofMillis(100));
  }

  private Sipp caller(String scenario, String called) {
    return sipp.uac(scenario, edge.sip()).call(called, "+33123456789");
  }

  @Test
  void aCarrierThatWantsCredentialsGetsThoseOfItsGateway() {
    Sipp callee = callee("uas-wants-login").start();
    Sipp caller = caller("uac-call-expect-200", AUSTRIAN).pause(Duration.ofMillis(100)).run();
    callee.succeed();
    record()
        .with("carrier", "plain")
        .ended("normal", "caller", 200, 16)
        .matches(edge.records().one(caller));
    List<String> shown =
        callee.messages().lines().filter(line -> line.startsWith("Authorization: ")).toList();
    assertThat(shown).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.contains("qop=auth"));
    assertThat(shown).allSatisfy(CarrierMannersTest::assertRight);
    assertThat(caller.messages()).doesNotContain("carrier.test").doesNotContain("Authenticate");
  }

  /** Either an INVITE's and its ACK's, or a BYE's. */
  private static void assertRight(String shown) {
    String secret = md5("edge:carrier.test:letmein") + ":f3a1c0de:" + part(shown, "nc=(\\w+)");
    String middle = secret + ':' + part(shown, "cnonce=\"([^\"]*)\"") + ":auth:";
    String uri = part(shown, "uri=\"([^\"]*)\"");
    assertThat(part(shown, "response=\"(\\w+)\""))
        .isIn(md5(middle + md5("INVITE:" + uri)), md5(middle + md5("BYE:" + uri)));
  }

  private static String part(String text, String pattern) {
    Matcher found = Pattern.compile("[ ,]" + pattern).matcher(text);
    assertThat(found.find()).as(pattern + " in " + text).isTrue();
    return found.group(1);
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRedirectionIsAFailureAndTheNextGatewayTakesTheCall() {
    Sipp moving = sipp.uas("uas-redirects", REDIRECTING).start();
    Sipp second = sipp.uas("uas-answers", SECOND).pause(Duration.ofMillis(100)).start();
    Sipp caller = caller("uac-call-expect-200", GERMAN).pause(Duration.ofMillis(100)).run();
    moving.succeed();
    second.succeed();
    JsonNode record = edge.records().one(caller);
    record()
        .with("carrier", "moving")
        .with("gateway", "g2")
        .ended("normal", "caller", 200, 16)
        .matches(record);
    assertThat(record.path("attempts").get(0).path("sipStatus").asInt()).isEqualTo(302);
    assertThat(caller.messages()).doesNotContain("198.51.100.66");
    assertThat(second.messages()).doesNotContain("4366499999999");
  }

  @Test
  void anAnswerThatCrossesTheCancelIsAcknowledgedEndedAndRecorded() {
    Sipp callee = callee("uas-answers-the-cancel").start();
    Sipp caller = caller("uac-cancel-while-ringing-expect-487", AUSTRIAN).run();
    callee.succeed();
    JsonNode record = edge.records().one(caller);
    record()
        .ended("cancelled", "caller", 487, 16)
        .billed(0, "0.0000")
        .without("answeredAt")
        .matches(record);
    assertThat(record.path("attempts").get(0).path("result").asString()).isEqualTo("answered-late");
  }

  @Test
  void anOfferThatMeetsAnotherComesBackLater() {
    Sipp callee = callee("uas-reinvite-glare").start();
    Sipp caller = caller("uac-reinvite-expect-200", AUSTRIAN).run();
    callee.succeed();
    record().ended("normal", "caller", 200, 16).matches(edge.records().one(caller));
  }

  @Test
  void reliableProvisionalResponsesCannotBeInsistedOn() {
    Sipp caller = caller("uac-100rel-expect-420", AUSTRIAN).run();
    record()
        .ended("extension-required", "edge", 420, 127)
        .without("carrier", "callIdB")
        .matches(edge.records().one(caller));
  }
}
