package io.tollgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.http.trunk.CreditSource;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.trunk.Arrival;
import io.tollgate.proxy.trunk.Binding;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrationPagesTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private AdminServer server;

  @BeforeEach
  void start() {
    Binding phone = binding("sip:bob@10.0.0.5:5066", "192.0.2.7");
    Binding other = binding("sip:bob@10.0.0.6", "2001:db8::7");
    server =
        AdminServer.start(
            new HttpSettings(new InetSocketAddress("127.0.0.1", 0)),
            new AdminSources(
                List::of,
                (_, _) -> {},
                new ListedCdrs(),
                new ListedDecks(),
                CreditSource.NONE,
                () -> Map.of("desk", List.of(other), "phone", List.of(phone)),
                IdleEdge.operations()));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private static Binding binding(String contact, String from) {
    return new Binding(
        contact,
        contact,
        new Arrival(
            new InetSocketAddress(from, 40_000),
            Transport.TCP,
            new InetSocketAddress("192.0.2.100", 5060),
            List.of()),
        "phone \"1\"",
        "c1",
        7,
        Instant.parse("2026-11-25T16:00:00Z"),
        System.nanoTime() + 3_600_000_000_000L);
  }

  private HttpResponse<String> get(String query) throws Exception {
    URI uri =
        URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/registrations" + query);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void saysWhereEachCanBeReached() throws Exception {
    assertThat(
            get("?trunk=phone")
                .body()
                .replaceAll("\"expiresIn\":3(600|5\\d\\d)", "\"expiresIn\":1"))
        .isEqualTo(
            """
            {"registrations":[{"trunk":"phone","contact":"sip:bob@10.0.0.5:5066",\
            "source":"192.0.2.7:40000","transport":"tcp","listen":"192.0.2.100:5060",\
            "userAgent":"phone \\"1\\"","callId":"c1","registeredAt":"2026-11-25T16:00:00Z",\
            "expiresIn":1}]}
            """);
  }

  @Test
  void listsAllByTrunkAndNothingOfOthers() throws Exception {
    assertThat(get("").body())
        .contains("\"source\":\"[2001:db8:0:0:0:0:0:7]:40000\"")
        .matches("(?s).*\"desk\".*\"phone\".*");
    assertThat(get("?trunk=nobody").body()).isEqualTo("{\"registrations\":[]}\n");
    assertThat(get("?account=acme").statusCode()).isEqualTo(400);
  }
}
