package io.tollgate.proxy.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.http.exchange.Accept;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.RequestBody;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Router;
import io.tollgate.proxy.route.health.Health;
import io.tollgate.proxy.route.health.PeerView;
import io.tollgate.proxy.route.pop.GeoPoint;
import io.tollgate.proxy.route.pop.Pop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Gateways and points of presence: what the pages say, and what they do. */
class GatewayPagesTest {
  private static final Instant SINCE = Instant.parse("2026-11-23T16:58:04.285Z");
  private static final PeerView PEER =
      new PeerView(
          "c1",
          "g1",
          "sip:192.0.2.9:5060",
          false,
          List.of(
              new PeerView.At(
                  "192.0.2.9:5060;transport=udp",
                  new Health(
                      "open",
                      3,
                      SINCE,
                      false,
                      OptionalLong.of(12_340),
                      Optional.of(SINCE),
                      7,
                      4,
                      1))),
          "");

  private final List<String> done = new ArrayList<>();
  private final Router router =
      new Router(
          new GatewayPages(
                  new GatewaySource() {
                    @Override
                    public List<PeerView> gateways() {
                      return List.of(PEER);
                    }

                    @Override
                    public List<PopView> pops() {
                      return List.of(
                          new PopView(
                              new Pop("fra", new GeoPoint(50.11, 8.68), "sip:fra.example.net"),
                              Optional.empty()));
                    }

                    @Override
                    public boolean drain(String carrier, String gateway, boolean away) {
                      done.add(carrier + " " + gateway + " " + away);
                      return gateway.equals("g1");
                    }
                  })
              .routes());

  private String answer(String method, String path) throws BadRequestException, IOException {
    Router.Target.Found found = (Router.Target.Found) router.find(method, path);
    Response response =
        found
            .route()
            .handler()
            .answer(
                new Request(
                    found.pathValues(),
                    Query.parse(""),
                    new Accept(""),
                    new RequestBody(new ByteArrayInputStream(new byte[0]), 0)));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    response.body().writeTo(text);
    return response.status() + " " + text.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void gatewaysAreShownWithEachAddress() throws Exception {
    assertThat(answer("GET", "/v1/gateways"))
        .isEqualTo(
            "200 {\"gateways\":[{\"carrier\":\"c1\",\"gateway\":\"g1\","
                + "\"uri\":\"sip:192.0.2.9:5060\",\"usable\":false,\"drained\":false,"
                + "\"addresses\":[{\"address\":\"192.0.2.9:5060;transport=udp\","
                + "\"breaker\":\"open\",\"since\":\"2026-11-23T16:58:04.285Z\","
                + "\"failuresInARow\":3,\"attempts\":7,\"failed\":4,\"opened\":1,"
                + "\"roundTripMillis\":\"12.3\",\"answeredAt\":\"2026-11-23T16:58:04.285Z\"}]}]}");
  }

  @Test
  void popsAreShown() throws Exception {
    assertThat(answer("GET", "/v1/pops"))
        .isEqualTo(
            "200 {\"pops\":[{\"pop\":\"fra\",\"uri\":\"sip:fra.example.net\","
                + "\"latitude\":50.11,\"longitude\":8.68,\"home\":true}]}");
  }

  @Test
  void aGatewayIsDrainedAndUndrained() throws Exception {
    assertThat(answer("POST", "/v1/gateways/c1/g1/drain"))
        .isEqualTo("200 {\"carrier\":\"c1\",\"gateway\":\"g1\",\"drained\":true}");
    assertThat(answer("POST", "/v1/gateways/c1/g1/undrain")).endsWith("\"drained\":false}");
    assertThat(answer("POST", "/v1/gateways/c1/g2/drain")).startsWith("404 ");
    assertThat(done).containsExactly("c1 g1 true", "c1 g1 false", "c1 g2 true");
  }
}
