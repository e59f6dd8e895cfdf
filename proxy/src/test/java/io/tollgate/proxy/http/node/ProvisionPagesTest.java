package io.tollgate.proxy.http.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.http.exchange.Accept;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.RequestBody;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.proxy.http.exchange.Router;
import io.tollgate.proxy.store.ConfigChange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists, accounts and trunks over HTTP: what the pages ask for, and what they say of it. */
class ProvisionPagesTest {
  private final List<String> asked = new ArrayList<>();
  private final List<Requester> by = new ArrayList<>();
  private final List<ConfigChange.Kept> changes = new ArrayList<>();
  private ReloadOutcome outcome = new ReloadOutcome.Applied(List.of("trunks.hq.cps"));
  private final Router router =
      new Router(
          Stream.of(
                  new ProvisionPages(new Recorded()).routes(),
                  new ProvisioningPages(new Recorded()).routes())
              .flatMap(List::stream)
              .toList());

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
            new RequestBody(new ByteArrayInputStream(bytes), route.maxBody()),
            "192.0.2.9");
    Response response = route.handler().answer(request);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    response.body().writeTo(text);
    return response.status()
        + " "
        + text.toString(StandardCharsets.UTF_8).strip()
        + Optional.ofNullable(response.headers().get("Link")).map(link -> " " + link).orElse("");
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
    assertThat(by).containsExactly(new Requester("http.token", "192.0.2.9"));
  }

  @Test
  void aSecretThatWasMadeIsInTheAnswerAndInNoLog() throws Exception {
    MadeSecret made = new MadeSecret("trunks.x.password", Optional.of("bob"), "swordfish");
    outcome = new ReloadOutcome.Applied(List.of("trunks.x"), List.of(made));
    assertThat(answer("PUT", "/v1/trunks/x", "{}"))
        .isEqualTo(
            "200 {\"changed\":[\"trunks.x\"],\"made\":[{\"field\":\"trunks.x.password\","
                + "\"user\":\"bob\",\"secret\":\"swordfish\"}]}");
    assertThat(outcome.toString()).contains("trunks.x.password").doesNotContain("swordfish");
  }

  @Test
  void theHistoryIsPagedNewestFirst() throws Exception {
    Instant at = Instant.parse("2026-11-26T02:00:00.123Z");
    ConfigChange put =
        new ConfigChange(
            at, "http.token", "192.0.2.9", "PUT", "lists.x", List.of("lists.x"), 1, "[::1]", "ab");
    ConfigChange file =
        new ConfigChange(at, "file", "", "RELOAD", "", List.of("trunks.a"), 700, "", "");
    changes.add(new ConfigChange.Kept(9, file));
    changes.add(new ConfigChange.Kept(7, put));
    String first =
        "{\"id\":9,\"at\":\"2026-11-26T02:00:00.123Z\",\"by\":\"file\",\"action\":\"RELOAD\","
            + "\"changed\":[\"trunks.a\"],\"changes\":700}";
    String second =
        "{\"id\":7,\"at\":\"2026-11-26T02:00:00.123Z\",\"by\":\"http.token\","
            + "\"from\":\"192.0.2.9\",\"action\":\"PUT\",\"path\":\"lists.x\","
            + "\"changed\":[\"lists.x\"],\"changes\":1,\"entry\":\"[::1]\",\"sha256\":\"ab\"}";
    assertThat(answer("GET", "/v1/provisioning", ""))
        .isEqualTo("200 {\"changes\":[" + first + "," + second + "]}");
    assertThat(answer("GET", "/v1/provisioning?limit=2&before=12&path=lists.%C3%A4", ""))
        .endsWith("]} </v1/provisioning?limit=2&path=lists.%C3%A4&before=7>; rel=\"next\"");
    assertThat(asked).containsExactly("OptionalLong.empty  50", "OptionalLong[12] lists.ä 2");
    for (String wrong :
        List.of("limit=0", "limit=1001", "before=0", "before=x", "name=x", "path=")) {
      assertThatExceptionOfType(BadRequestException.class)
          .as(wrong)
          .isThrownBy(() -> answer("GET", "/v1/provisioning?" + wrong, ""));
    }
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
    public List<ConfigChange.Kept> history(OptionalLong before, String path, int limit) {
      asked.add(before + " " + path + " " + limit);
      return changes;
    }

    @Override
    public ReloadOutcome put(String section, String name, String text, Requester requester) {
      by.add(requester);
      asked.add("PUT " + section + " " + name + " " + text);
      return outcome;
    }

    @Override
    public ReloadOutcome patch(String section, String name, String text, Requester requester) {
      by.add(requester);
      asked.add("PATCH " + section + " " + name + " " + text);
      return outcome;
    }

    @Override
    public ReloadOutcome remove(String section, String name, Requester requester) {
      by.add(requester);
      asked.add("DELETE " + section + " " + name);
      return outcome;
    }
  }
}
