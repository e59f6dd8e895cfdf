package io.tollgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists, accounts and trunks over HTTP: what the pages ask for, and what they say of it. */
class ProvisionPagesTest {
  private final List<String> asked = new ArrayList<>();
  private ReloadOutcome outcome = new ReloadOutcome.Applied(List.of("trunks.hq.cps"));
  private final Router router = new Router(new ProvisionPages(new Recorded()).routes());

  private String answer(String method, String path, String body)
      throws BadRequestException, IOException {
    String[] parts = path.split("\\?", 2);
    Router.Target target = router.find(method, parts[0]);
    if (!(target instanceof Router.Target.Found(Route route, var values))) {
      return target.toString();
    }
    assertThat(route.writes()).isEqualTo(!method.equals("GET"));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Request request =
        new Request(
            values,
            Query.parse(parts.length > 1 ? parts[1] : ""),
            new Accept(""),
            new RequestBody(new ByteArrayInputStream(bytes), route.maxBody()));
    Response response = route.handler().answer(request);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    response.body().writeTo(text);
    return response.status() + " " + text.toString(StandardCharsets.UTF_8).strip();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,    lists",
    "DELETE, lists",
    "PUT,    accounts",
    "PATCH,  accounts",
    "DELETE, accounts",
    "PUT,    trunks",
    "PATCH,  trunks",
    "DELETE, trunks",
  })
  void anEntryIsChangedAndTheAnswerSaysWhatThatChanged(String method, String section)
      throws Exception {
    String body = method.equals("DELETE") ? "" : "€5";
    assertThat(answer(method, "/v1/" + section + "/a%2Fb", body))
        .isEqualTo("200 {\"changed\":[\"trunks.hq.cps\"]}");
    assertThat(asked).containsExactly((method + " " + section + " a/b " + body).strip());
  }

  @Test
  void aListIsPutWhole() throws Exception {
    assertThat(answer("PATCH", "/v1/lists/office", "{}")).contains("WrongMethod");
    assertThat(asked).isEmpty();
  }

  @Test
  void aMistakeIsToldWithItsPlace() throws Exception {
    outcome = new ReloadOutcome.Refused("body:2: trunks.x.cps: no; yes", "body", 2, "trunks.x.cps");
    assertThat(answer("PUT", "/v1/trunks/x", "cps: fast"))
        .isEqualTo(
            "422 {\"error\":\"body:2: trunks.x.cps: no; yes\",\"file\":\"body\",\"line\":2,"
                + "\"field\":\"trunks.x.cps\"}");
  }

  @Test
  void whatIsNotThereOrIsTheFilesIsTold() throws Exception {
    outcome = new ReloadOutcome.Unknown("trunks.x");
    assertThat(answer("DELETE", "/v1/trunks/x", ""))
        .isEqualTo("404 {\"error\":\"trunks.x: there is nothing of this name\"}");
    outcome = new ReloadOutcome.OfFile("trunks.hq", "tollgate.yaml:7");
    assertThat(answer("DELETE", "/v1/trunks/hq", ""))
        .isEqualTo(
            "409 {\"error\":\"trunks.hq: it stands in tollgate.yaml:7; take it out there\"}");
  }

  @Test
  void whatWasPutIsNamed() throws Exception {
    assertThat(answer("GET", "/v1/provisioned", ""))
        .isEqualTo("200 {\"provisioned\":[\"lists.new\",\"trunks.x\"]}");
  }

  @Test
  void nothingElseIsTaken() {
    assertThatExceptionOfType(BadRequestException.class)
        .isThrownBy(() -> answer("DELETE", "/v1/trunks/x?force=true", ""));
    assertThatExceptionOfType(BadRequestException.class)
        .isThrownBy(() -> answer("PUT", "/v1/trunks/x", "#".repeat((1 << 20) + 1)))
        .satisfies(e -> assertThat(e.status()).isEqualTo(413));
    assertThat(asked).isEmpty();
  }

  /** Says what it was asked for, and what the test wants. */
  private final class Recorded implements ProvisionSource {
    @Override
    public Set<String> provisioned() {
      return new LinkedHashSet<>(List.of("lists.new", "trunks.x"));
    }

    @Override
    public ReloadOutcome put(String section, String name, String text) {
      asked.add("PUT " + section + " " + name + " " + text);
      return outcome;
    }

    @Override
    public ReloadOutcome patch(String section, String name, String text) {
      asked.add("PATCH " + section + " " + name + " " + text);
      return outcome;
    }

    @Override
    public ReloadOutcome remove(String section, String name) {
      asked.add("DELETE " + section + " " + name);
      return outcome;
    }
  }
}
