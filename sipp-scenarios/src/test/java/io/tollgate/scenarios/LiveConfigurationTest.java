package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Command;
import io.tollgate.scenarios.harness.Distribution;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.EdgeConfig;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may call, and how fast, changes while a call is up. */
@Order(4)
class LiveConfigurationTest {
  private static final String TOKEN = "the-token-of-this-test";
  private static final String AUSTRIAN_MOBILE = "+4366412345678";
  private static final String FRENCH = "+33123456789";
  private static final String HERE = "{here: [127.0.0.1/32]}";
  private static final String TRUNKS =
      """
      {acme-hq: {account: acme, auth: list, lists: [here], cps: 1000},
        phone: {account: acme, auth: digest, user: phone, cps: 1000,
                password: {file: phone.secret}}}\
      """;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static EdgeConfig config;

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          fresh -> {
            config =
                fresh
                    .put("node", "{id: edge1, pop: fra, data: data, watch: false}")
                    .token("TOKEN")
                    .put("trunks", TRUNKS)
                    .secret("phone.secret", "old password");
            return config;
          },
          Map.of("TOKEN", TOKEN));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @BeforeEach
  void asItWas() {
    config.put("lists", HERE).put("trunks", TRUNKS).put("realm", "tollgate.test");
    config.secret("phone.secret", "old password");
    edge.rewrite();
    assertThat(reload().statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> reload() {
    return edge.process().send("POST", "/v1/reload", TOKEN);
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private Sipp carrier(int calls) {
    return sipp.uas("uas-answers", edge.carrierPort()).calls(calls).start();
  }

  private Sipp caller(String scenario, String ip) {
    return sipp.uac(scenario, edge.sip(), ip).call(AUSTRIAN_MOBILE, FRENCH);
  }

  /** A call that stays up until everything else of a test has happened. */
  private Sipp up() {
    return caller("uac-call-until-told-expect-200", "127.0.0.1").start().awaitUp(1);
  }

  @Test
  void paceListAndPasswordChangeWhileACallIsUp() {
    carrier(200);
    Sipp before = up();
    config.put("lists", "{here: [127.0.0.2/32]}");
    config.put("trunks", TRUNKS.replaceFirst("cps: 1000", "cps: 1"));
    config.secret("phone.secret", "new password");
    edge.rewrite();
    assertThat(edge.process().send("POST", "/v1/reload", "not-the-token").statusCode())
        .isEqualTo(401);
    assertThat(texts(json(reload()).path("changed")))
        .containsExactlyInAnyOrder("lists.here[0]", "trunks.acme-hq.cps", "trunks.phone.user");

    caller("uac-wrong-password-expect-407", "127.0.0.1")
        .option("-au", "phone", "-ap", "old password")
        .run();
    caller("uac-digest-expect-200", "127.0.0.1")
        .option("-au", "phone", "-ap", "new password")
        .run();
    // Limits go on where they stood: the call before counts, and the first of these may be too
    // many.
    Sipp burst =
        caller("uac-cps-trunk-expect-503", "127.0.0.2")
            .calls(40)
            .option("-r", "20", "-l", "100")
            .run();
    assertThat(edge.records().await(burst, 40).stream().map(r -> r.path("code").asString()))
        .contains("normal", "cps-trunk");

    record()
        .with("trunk", "acme-hq")
        .ended("normal", "caller", 200, 16)
        .billed(60, "0.0390")
        .matches(edge.records().one(before.hangUp()));
  }

  @Test
  void aBadChangeIsRefusedWholeWithItsPlace() {
    carrier(1);
    config.put("lists", "{here: [127.0.0.2/32]}");
    config.put("trunks", TRUNKS.replaceFirst("cps: 1000", "cps: fast"));
    edge.rewrite();
    HttpResponse<String> refused = reload();
    assertThat(refused.statusCode()).isEqualTo(422);
    JsonNode answer = json(refused);
    assertThat(answer.path("field").asString()).isEqualTo("trunks.acme-hq.cps");
    assertThat(answer.path("line").asInt()).isPositive();
    assertThat(answer.path("file").asString()).endsWith("/" + EdgeConfig.FILE);
    assertThat(edge.process().log())
        .filteredOn(line -> line.endsWith(answer.path("error").asString()))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("the new one is refused"));
    caller("uac-call-expect-200", "127.0.0.1").run();
  }

  /** A list in a text file of its own: its mistakes have their place in it. */
  @Test
  void aListFileIsReadAgainWithTheConfiguration() throws IOException {
    carrier(1);
    Path list = Files.writeString(edge.file("customers.txt"), "127.0.0.2\n192.0.2.0/24\n");
    config.put("lists", "{here: {file: customers.txt}}");
    edge.rewrite();
    assertThat(texts(json(reload()).path("changed"))).containsExactly("lists.here");
    assertThat(trunk("acme-hq").path("addressBlocks").asInt()).isEqualTo(2);
    assertThat(texts(trunk("acme-hq").path("addresses")))
        .containsExactly("127.0.0.2/32", "192.0.2.0/24");
    assertThat(texts(json(reload()).path("changed"))).isEmpty();

    Files.writeString(list, "127.0.0.4\n\n192.0.2.1/24\n");
    HttpResponse<String> refused = reload();
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused).path("file").asString()).isEqualTo(list.toString());
    assertThat(json(refused).path("line").asInt()).isEqualTo(3);
    assertThat(json(refused).path("field").asString()).isEqualTo("lists.here");
    assertThat(json(refused).path("error").asString())
        .endsWith("write 192.0.2.0/24 for the block or 192.0.2.1 for the one address");
    caller("uac-call-expect-200", "127.0.0.2").run();

    Files.writeString(list, "127.0.0.4\n");
    assertThat(texts(json(reload()).path("changed"))).containsExactly("lists.here");
    assertThat(texts(trunk("acme-hq").path("addresses"))).containsExactly("127.0.0.4/32");
    HttpResponse<String> kept = edge.process().send("DELETE", "/v1/lists/here", TOKEN);
    assertThat(kept.statusCode()).isEqualTo(409);
    assertThat(json(kept).path("error").asString())
        .startsWith("lists.here: it stands in " + edge.file(EdgeConfig.FILE) + ":")
        .endsWith("; take it out there");
    Files.writeString(list, "127.0.0.2\n");
    edge.process().hangup();
    Await.that(
        "the list as it is now",
        Duration.ofSeconds(60),
        () -> texts(trunk("acme-hq").path("addresses")).equals(List.of("127.0.0.2/32")));
  }

  private static JsonNode trunk(String id) {
    JsonNode trunks = JSON.readTree(edge.process().get("/v1/trunks").body()).path("trunks");
    return trunks
        .valueStream()
        .filter(trunk -> trunk.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatCannotChangeIsNamedAndNothingElseChangesEither() {
    carrier(1);
    config.put("lists", "{here: [127.0.0.2/32]}").put("realm", "elsewhere.test");
    edge.rewrite();
    HttpResponse<String> refused = reload();
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(texts(json(refused).path("needsRestart"))).containsExactly("realm");
    caller("uac-call-expect-200", "127.0.0.1").run();
  }

  @Test
  void theHangupSignalHasItReadAgain() {
    int before = reads();
    edge.process().hangup();
    Await.that("another reading", Duration.ofSeconds(60), () -> reads() > before);
    assertThat(edge.process().get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void theCommandLineAsksARunningEdge() throws IOException {
    Files.writeString(edge.folder().resolve("token"), TOKEN + "\n");
    List<String> command =
        List.of(
            Distribution.command().toString(),
            "reload",
            "--server",
            "http://127.0.0.1:" + config.httpPort(),
            "--token-file",
            edge.folder().resolve("token").toString());
    config.put("lists", "{here: [127.0.0.3/32]}");
    edge.rewrite();
    Command.Result done = Command.run(Duration.ofSeconds(120), command);
    assertThat(done.stdout()).isEqualTo("changed: lists.here[0]\n");
    assertThat(done.status()).isZero();
    config.put("lists", "{here: []}");
    edge.rewrite();
    Command.Result refused = Command.run(Duration.ofSeconds(120), command);
    assertThat(refused.stderr()).contains(": lists.here: it is empty; write at least one entry");
    assertThat(refused.status()).isEqualTo(2);
  }

  private static int reads() {
    return (int)
        edge.process().log().stream().filter(l -> l.contains("configuration read again")).count();
  }
}
