package io.tollgate.proxy.http.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.AbuseGuard;
import io.tollgate.proxy.admission.AbuseSettings;
import io.tollgate.proxy.admission.BanBook;
import io.tollgate.proxy.admission.Offence;
import io.tollgate.proxy.http.exchange.Accept;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.RequestBody;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Router;
import io.tollgate.proxy.time.TurnedClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BanPagesTest {
  private final TurnedClock clock = new TurnedClock();
  private final AbuseGuard guard =
      new AbuseGuard(AbuseSettings.DEFAULT, address -> false, clock, BanBook.NONE);
  private final Router router = new Router(new BanPages(guard).routes());

  @BeforeEach
  void ban() {
    for (int i = 0; i < 10; i++) {
      guard.offended(InetAddress.ofLiteral("203.0.113.66"), Offence.PROBE, clock.nanos());
      guard.offended(InetAddress.ofLiteral("2001:db8::1"), Offence.PROBE, clock.nanos());
    }
  }

  private String answer(String method, String path) throws BadRequestException, IOException {
    Router.Target.Found found = (Router.Target.Found) router.find(method, path);
    RequestBody body = new RequestBody(new ByteArrayInputStream(new byte[0]), 0);
    Response response =
        found
            .route()
            .handler()
            .answer(new Request(found.pathValues(), Query.parse(""), new Accept(""), body));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    response.body().writeTo(text);
    return response.status() + " " + text.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void listsWhoIsKeptOutAndForHowLong() throws Exception {
    assertThat(answer("GET", "/v1/bans"))
        .startsWith("200 {\"bans\":[{\"source\":\"")
        .contains("{\"source\":\"203.0.113.66\",\"offence\":\"probe\",\"number\":1,\"since\":\"")
        .contains("\"source\":\"2001:db8:0:0::/64\"");
  }

  @Test
  void letsOneInAgain() throws Exception {
    assertThat(answer("DELETE", "/v1/bans/203.0.113.66"))
        .isEqualTo("200 {\"lifted\":\"203.0.113.66\"}");
    assertThat(answer("DELETE", "/v1/bans/203.0.113.66"))
        .isEqualTo("404 {\"error\":\"it is not banned\",\"parameter\":\"source\"}");
    assertThat(answer("DELETE", "/v1/bans/2001:db8:0:0::%2F64"))
        .isEqualTo("200 {\"lifted\":\"2001:db8:0:0::/64\"}");
    assertThat(guard.bans()).isEmpty();
  }

  @Test
  void namesWhatIsNoAddress() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> answer("DELETE", "/v1/bans/nobody"))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("'nobody' is not an IP address");
  }
}
