package io.tollgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.call.CallState;
import io.tollgate.proxy.call.CallView;
import io.tollgate.proxy.http.call.CallControl;
import io.tollgate.proxy.http.call.LiveCallPages;
import io.tollgate.proxy.http.exchange.Accept;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.RequestBody;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Router;
import io.tollgate.proxy.http.node.ReloadOutcome;
import io.tollgate.proxy.http.node.ReloadPages;
import io.tollgate.proxy.http.trunk.ListPages;
import io.tollgate.proxy.http.trunk.NumberPages;
import io.tollgate.proxy.http.trunk.TrunkPages;
import io.tollgate.proxy.http.trunk.TrunkSource;
import io.tollgate.proxy.route.Contacts;
import io.tollgate.proxy.route.NumberDirectory;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.CallingHours;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.proxy.trunk.Destinations;
import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.DigestUser;
import io.tollgate.proxy.trunk.HighCostRange;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.number.NumberRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reload, calls, trunks: what the pages say of what they are told. */
class OperatorPagesTest {
  private static final DigestUser USER =
      DigestUser.ofPassword("bob", "tollgate.test", "secret", List.of(DigestAlgorithm.MD5));

  private final Recorded edge = new Recorded();
  private ReloadOutcome outcome = new ReloadOutcome.Applied(List.of("trunks.hq.cps"));
  private final Router router =
      new Router(
          Stream.of(
                  new ReloadPages(requester -> outcome).routes(),
                  new LiveCallPages(edge).routes(),
                  new TrunkPages(edge).routes(),
                  new ListPages(edge).routes(),
                  new NumberPages(edge).routes())
              .flatMap(List::stream)
              .toList());

  private String answer(String method, String path) throws BadRequestException, IOException {
    String[] parts = path.split("\\?", 2);
    Router.Target.Found found = (Router.Target.Found) router.find(method, parts[0]);
    Request request =
        new Request(
            found.pathValues(),
            Query.parse(parts.length > 1 ? parts[1] : ""),
            new Accept(""),
            new RequestBody(new ByteArrayInputStream(new byte[0]), 0));
    Response response = found.route().handler().answer(request);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    response.body().writeTo(text);
    return response.status() + " " + text.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void aReloadSaysWhatChanged() throws Exception {
    assertThat(answer("POST", "/v1/reload")).isEqualTo("200 {\"changed\":[\"trunks.hq.cps\"]}");
  }

  @Test
  void aReloadSaysWhatNeedsARestart() throws Exception {
    outcome = new ReloadOutcome.NeedsRestart(List.of("listen[0].bind", "realm"));
    assertThat(answer("POST", "/v1/reload"))
        .isEqualTo(
            "409 {\"error\":\"needs a restart, nothing was changed: listen[0].bind, realm\","
                + "\"needsRestart\":[\"listen[0].bind\",\"realm\"]}");
  }

  @Test
  void aReloadSaysWhereTheMistakeIs() throws Exception {
    outcome = new ReloadOutcome.Refused("t.yaml:7: realm: no; yes", "t.yaml", 7, "realm");
    assertThat(answer("POST", "/v1/reload"))
        .isEqualTo(
            "422 {\"error\":\"t.yaml:7: realm: no; yes\",\"file\":\"t.yaml\",\"line\":7,"
                + "\"field\":\"realm\"}");
    outcome = new ReloadOutcome.Refused("store x: the disk fails", "", 0, "");
    assertThat(answer("POST", "/v1/reload"))
        .isEqualTo("422 {\"error\":\"store x: the disk fails\"}");
  }

  @Test
  void callsAreListedAndEnded() throws Exception {
    assertThat(answer("GET", "/v1/calls?limit=5"))
        .isEqualTo(
            "200 {\"active\":1,\"calls\":[{\"id\":\"id-1\",\"state\":\"up\",\"account\":\"acme\","
                + "\"trunk\":\"hq\",\"from\":\"+33123456789\",\"to\":\"+436641234567\","
                + "\"carrier\":\"c1\",\"gateway\":\"g1\",\"receivedAt\":\"2026-11-23T10:00:00Z\","
                + "\"answeredAt\":\"2026-11-23T10:00:07Z\"}]}");
    assertThat(answer("DELETE", "/v1/calls/id-1")).isEqualTo("200 {\"ended\":\"id-1\"}");
    assertThat(answer("DELETE", "/v1/calls/id-2")).startsWith("404 ");
  }

  @Test
  void drainingIsTurnedOnAndOff() throws Exception {
    assertThat(answer("GET", "/v1/drain")).isEqualTo("200 {\"draining\":false,\"active\":1}");
    assertThat(answer("POST", "/v1/drain")).isEqualTo("200 {\"draining\":true,\"active\":1}");
    assertThat(answer("DELETE", "/v1/drain")).isEqualTo("200 {\"draining\":false,\"active\":1}");
  }

  @Test
  void numbersAreShownWithTheirOwners() throws Exception {
    edge.numbers =
        new NumberDirectory(
            List.of(
                new NumberDirectory.Entry(
                    NumberRange.parse("+49301234xx"), Contacts.of("hq", 1), false),
                new NumberDirectory.Entry(
                    NumberRange.parse("+498001234*"), Contacts.of("free", 1), true)));
    String hq =
        "{\"numbers\":\"+49301234xx\",\"account\":\"hq-account\",\"trunk\":\"hq\","
            + "\"tollFree\":false}";
    String free =
        "{\"numbers\":\"+498001234*\",\"account\":\"free-account\",\"trunk\":\"free\","
            + "\"tollFree\":true}";
    String none = "200 {\"numbers\":[]}";
    assertThat(answer("GET", "/v1/numbers"))
        .isEqualTo("200 {\"numbers\":[" + hq + "," + free + "]}");
    assertThat(answer("GET", "/v1/numbers?trunk=hq")).isEqualTo("200 {\"numbers\":[" + hq + "]}");
    assertThat(answer("GET", "/v1/numbers?account=free-account"))
        .isEqualTo("200 {\"numbers\":[" + free + "]}");
    assertThat(answer("GET", "/v1/numbers?number=%2B4930123499"))
        .isEqualTo("200 {\"numbers\":[" + hq + "]}");
    assertThat(answer("GET", "/v1/numbers?number=%2B4930123500")).isEqualTo(none);
    assertThat(answer("GET", "/v1/numbers?number=%2B4930123499&trunk=free")).isEqualTo(none);
    assertThatExceptionOfType(BadRequestException.class)
        .isThrownBy(() -> answer("GET", "/v1/numbers?number=4930123499"))
        .withMessage("is not E.164: write %2B and 7 to 15 digits");
  }

  @Test
  void trunksAreShownWithoutTheirSecrets() throws Exception {
    assertThat(answer("GET", "/v1/accounts"))
        .isEqualTo(
            "200 {\"accounts\":[{\"id\":\"acme\",\"deck\":\"demo\",\"cps\":5,"
                + "\"credit\":{\"kind\":\"postpaid\",\"limit\":\"500.0000\"},"
                + "\"limits\":{\"channels\":30,\"destinations\":{\"allowed\":[\"41\",\"49\"],"
                + "\"barred\":[\"49180\"],\"highCostClosed\":[\"satellite\"]},\"hours\":{\"zone\":\"Europe/Vienna\",\"open\":[\"mon"
                + " 00:00-01:00\"]},\"maxRate\":\"0.5000\","
                + "\"spend\":{\"day\":\"50.0000\"},\"longestCall\":\"7200s\"},\"activeCalls\":3}]}");
    assertThat(answer("GET", "/v1/trunks"))
        .isEqualTo(
            "200 {\"trunks\":[{\"id\":\"hq\",\"account\":\"acme\",\"auth\":\"both\","
                + "\"user\":\"bob\",\"cps\":2,\"limits\":{},\"activeCalls\":1,\"addressBlocks\":1,"
                + "\"addresses\":[\"192.0.2.0/24\"]}]}");
    assertThat(answer("GET", "/v1/trunks?account=other")).isEqualTo("200 {\"trunks\":[]}");
  }

  @Test
  void listsAreShown() throws Exception {
    assertThat(answer("GET", "/v1/lists"))
        .isEqualTo("200 {\"lists\":[{\"name\":\"office\",\"blocks\":2}]}");
    assertThat(answer("GET", "/v1/lists/office"))
        .isEqualTo(
            "200 {\"name\":\"office\",\"entries\":[\"192.0.2.0/24\",\"2001:db8:0:0:0:0:0:0/32\"]}");
    assertThat(answer("GET", "/v1/lists/home")).startsWith("404 ");
  }

  /** One trunk, one call. */
  private static final class Recorded implements CallControl, TrunkSource {
    private final Account acme =
        new Account(
            "acme",
            "demo",
            5,
            CallLimits.NONE
                .withChannels(30)
                .withHours(
                    new CallingHours(
                        ZoneId.of("Europe/Vienna"), List.of(new CallingHours.Span(0, 60))))
                .withDestinations(
                    Destinations.of(
                        Set.of("49", "41"),
                        Set.of("49180"),
                        List.of(new HighCostRange("satellite", "881", "satellites"))))
                .withRateCeiling(Money.parse("0.50"))
                .withSpending(
                    new CallLimits.Spending(Optional.of(Money.parse("50")), Optional.empty()))
                .withLongestCall(Duration.ofHours(2)),
            Optional.of(Credit.postpaid(Money.parse("500"))));
    private NumberDirectory numbers = NumberDirectory.EMPTY;
    private boolean draining;

    @Override
    public List<CallView> calls(int limit) {
      return List.of(
          new CallView(
              "id-1",
              "acme",
              "hq",
              "+33123456789",
              "+436641234567",
              "c1",
              "g1",
              CallState.UP,
              Instant.parse("2026-11-23T10:00:00Z"),
              Optional.of(Instant.parse("2026-11-23T10:00:07Z"))));
    }

    @Override
    public int activeCalls() {
      return 1;
    }

    @Override
    public boolean hangUp(String id) {
      return id.equals("id-1");
    }

    @Override
    public void drain(boolean turnAway) {
      draining = turnAway;
    }

    @Override
    public boolean isDraining() {
      return draining;
    }

    @Override
    public List<Account> accounts() {
      return List.of(acme);
    }

    @Override
    public Map<String, List<AddressPrefix>> lists() {
      return Map.of(
          "office",
          List.of(AddressPrefix.parse("192.0.2.0/24"), AddressPrefix.parse("2001:db8::/32")));
    }

    @Override
    public NumberDirectory numbers() {
      return numbers;
    }

    @Override
    public List<Trunk> trunks() {
      return List.of(
          Trunk.builder("hq", acme, AuthMode.BOTH)
              .at(List.of(AddressPrefix.parse("192.0.2.0/24")))
              .user(USER)
              .cps(2)
              .build());
    }

    @Override
    public int activeCalls(Account account) {
      return 3;
    }

    @Override
    public int activeCalls(Trunk trunk) {
      return 1;
    }
  }
}
