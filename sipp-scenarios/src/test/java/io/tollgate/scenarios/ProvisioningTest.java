package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Command;
import io.tollgate.scenarios.harness.Distribution;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists, trunks, credentials and limits are changed by API while calls run, and stay changed. */
class ProvisioningTest {
  private static final String TOKEN = "the-token-of-this-test";
  private static final String AUSTRIAN_MOBILE = "+4366412345678";
  private static final String FRENCH = "+33123456789";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @RegisterExtension
  static final Edge edge = Edge.with(config -> config.token("TOKEN"), Map.of("TOKEN", TOKEN));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private static HttpResponse<String> ask(
      String method, String path, Optional<String> token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.httpPort() + path))
            .timeout(Duration.ofSeconds(120))
            .method(method, BodyPublishers.ofString(body));
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static List<String> changed(String method, String path, String body) {
    HttpResponse<String> response = ask(method, path, Optional.of(TOKEN), body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body())
        .path("changed")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  private static JsonNode refused(String method, String path, String body, int status) {
    HttpResponse<String> response = ask(method, path, Optional.of(TOKEN), body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }

  private Sipp caller(String scenario, String ip) {
    return sipp.uac(scenario, edge.sip(), ip).call(AUSTRIAN_MOBILE, FRENCH);
  }

  private void isNobody(String ip) {
    caller("uac-stranger-expect-403", ip).run();
  }

  @Test
  void whoMayCallChangesByApiWhileACallIsUpAndOutlivesTheProcess() {
    sipp.uas("uas-answers", edge.carrierPort()).calls(4).start();
    Sipp before = caller("uac-call-until-told-expect-200", "127.0.0.1").start().awaitUp(1);

    isNobody("127.0.0.2");
    assertThat(ask("PUT", "/v1/lists/there", Optional.empty(), "[127.0.0.2]").statusCode())
        .isEqualTo(401);
    assertThat(changed("PUT", "/v1/lists/there", "[\"127.0.0.2\", \"127.0.0.3\"]"))
        .containsExactly("lists.there");
    String trunk =
        "{\"account\": \"acme\", \"auth\": \"list\", \"lists\": [\"there\"], \"cps\": 1000}";
    assertThat(changed("PUT", "/v1/trunks/branch", trunk)).containsExactly("trunks.branch");
    record()
        .with("trunk", "branch")
        .ended("normal", "caller", 200, 16)
        .matches(edge.records().one(caller("uac-call-expect-200", "127.0.0.2").run()));

    JsonNode answer = refused("PATCH", "/v1/trunks/branch", "{\"cps\": \"fast\"}", 422);
    assertThat(answer.path("field").asString()).isEqualTo("trunks.branch.cps");
    assertThat(answer.path("line").asInt()).isEqualTo(1);
    refused("DELETE", "/v1/lists/there", "", 422); // a trunk has it
    refused("DELETE", "/v1/trunks/nobody", "", 404);
    assertThat(refused("DELETE", "/v1/trunks/acme-hq", "", 409).path("error").asString())
        .contains("/tollgate.yaml:");

    assertThat(changed("PATCH", "/v1/trunks/branch", "{\"limits\": {\"maxRate\": 0.01}}"))
        .containsExactly("trunks.branch.limits");
    caller("uac-rate-too-high-expect-403", "127.0.0.3").run();
    changed("PATCH", "/v1/trunks/branch", "{\"limits\": null}");
    changed("PUT", "/v1/lists/here", "[127.0.0.9]"); // the file's own list

    record()
        .with("trunk", "acme-hq")
        .ended("normal", "caller", 200, 16)
        .matches(edge.records().one(before.hangUp()));
    isNobody("127.0.0.1");

    edge.stop();
    edge.startAgain();
    isNobody("127.0.0.1");
    caller("uac-call-expect-200", "127.0.0.2").run();
    assertThat(edge.process().get("/v1/provisioned").body().strip())
        .isEqualTo("{\"provisioned\":[\"lists.there\",\"lists.here\",\"trunks.branch\"]}");
    assertThat(edge.process().get("/v1/lists/here").body())
        .contains("\"entries\":[\"127.0.0.9/32\"]");
    assertThat(changed("DELETE", "/v1/lists/here", "")).containsExactly("lists.here[0]");
    caller("uac-call-expect-200", "127.0.0.1").run();
    changed("DELETE", "/v1/trunks/branch", "");
    isNobody("127.0.0.2");
    assertThat(history("?path=trunks.branch"))
        .containsExactly(
            "DELETE http.token 127.0.0.1 [\"trunks.branch\"] ",
            "PATCH http.token 127.0.0.1 [\"trunks.branch.limits\"] {\"limits\": null}",
            "PATCH http.token 127.0.0.1 [\"trunks.branch.limits\"]"
                + " {\"limits\": {\"maxRate\": 0.01}}",
            "PUT http.token 127.0.0.1 [\"trunks.branch\"] " + trunk);
  }

  private static List<String> history(String query) {
    return JSON.readTree(edge.process().get("/v1/provisioning" + query).body())
        .path("changes")
        .valueStream()
        .map(
            change ->
                "%s %s %s %s %s"
                    .formatted(
                        change.path("action").asString(),
                        change.path("by").asString(),
                        change.path("from").asString(),
                        change.path("changed"),
                        change.path("entry").asString("")))
        .toList();
  }

  private Sipp registers(String password) {
    return sipp.uac("uac-register-once-expect-200", edge.sip(), "127.0.0.6")
        .call("x", "desk")
        .option("-au", "desk", "-ap", password, "-key", "expires", "600");
  }

  @Test
  void aPasswordThatIsMadeIsToldToWhoeverAskedForItAndToNobodyElse() {
    String desk =
        "{account: acme, auth: digest, user: desk, registration: true, password: generate}";
    JsonNode first = put("/v1/trunks/desk", desk).path("made").path(0);
    assertThat(first.path("field").asString()).isEqualTo("trunks.desk.password");
    assertThat(first.path("user").asString()).isEqualTo("desk");
    String password = first.path("secret").asString();
    registers(password).run();
    assertThat(put("/v1/trunks/desk", desk).has("made")).as("the same again").isFalse();

    changed("DELETE", "/v1/trunks/desk", "");
    String another = put("/v1/trunks/desk", desk).path("made").path(0).path("secret").asString();
    assertThat(another).hasSize(password.length()).isNotEqualTo(password);
    registers(another).run();
    changed("DELETE", "/v1/trunks/desk", "");
    for (String secret : List.of(password, another)) {
      assertThat(edge.process().log()).noneMatch(line -> line.contains(secret));
      assertThat(edge.process().get("/v1/provisioning").body()).doesNotContain(secret);
    }
  }

  private static JsonNode put(String path, String body) {
    HttpResponse<String> response = ask("PUT", path, Optional.of(TOKEN), body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  /** The hashes are those of {@code tollgate credentials phone --realm tollgate.test}. */
  @Test
  void aPhoneThatGetsCredentialsByApiRegistersUntilTheyAreChanged() {
    Command.Result made =
        Command.run(
            Duration.ofSeconds(120),
            List.of("sh", "-c", "echo swordfish | \"$0\" credentials phone --realm tollgate.test"),
            List.of(Distribution.command().toString()));
    String ha1 = made.stdout().replaceAll("(?s).*\nha1: ", "");
    String phone = "{account: acme, auth: digest, user: phone, registration: true, ha1: " + ha1;
    assertThat(changed("PUT", "/v1/trunks/phone", phone + "}")).containsExactly("trunks.phone");
    Sipp registers =
        sipp.uac("uac-register-once-expect-200", edge.sip(), "127.0.0.5")
            .call("x", "phone")
            .option("-au", "phone", "-ap", "swordfish", "-key", "expires", "600")
            .run();
    assertThat(edge.process().get("/v1/registrations").body())
        .contains("\"source\":\"127.0.0.5:" + registers.port() + "\"");

    changed("PATCH", "/v1/trunks/phone", "{cps: 5}");
    assertThat(edge.metrics().sum("tollgate_registrations")).isEqualTo(1);
    changed("PATCH", "/v1/trunks/phone", "{ha1: {MD5: " + "0".repeat(32) + "}}");
    assertThat(edge.process().get("/v1/registrations").body()).contains("\"registrations\":[]");
    assertThat(edge.metrics().sum("tollgate_registrations")).isZero();
    changed("DELETE", "/v1/trunks/phone", "");
    assertThat(history("?path=trunks.phone"))
        .contains(
            "PATCH http.token 127.0.0.1 [\"trunks.phone.ha1.MD5\",\"trunks.phone.user\"]"
                + " {\"ha1\": {\"MD5\": \"***\"}}");
  }
}
