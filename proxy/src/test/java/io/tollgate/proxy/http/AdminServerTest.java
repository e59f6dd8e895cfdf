package io.tollgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.CdrQuery;
import io.tollgate.proxy.cdr.Cdrs;
import io.tollgate.proxy.http.access.AccessToken;
import io.tollgate.proxy.http.access.AccessTokens;
import io.tollgate.proxy.http.node.MetricsSource;
import io.tollgate.proxy.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(300)
class AdminServerTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String> missing = new ArrayList<>();
  private final ListedCdrs cdrs = new ListedCdrs();
  private final HttpClient client = HttpClient.newHttpClient();
  private AdminServer server;

  @BeforeEach
  void start() {
    MetricsSource metrics =
        (target, type) -> target.write(("# " + type + "\n").getBytes(StandardCharsets.UTF_8));
    server =
        AdminServer.start(
            new HttpSettings(new InetSocketAddress("127.0.0.1", 0)),
            new AdminSources(
                () -> List.copyOf(missing),
                metrics,
                cdrs,
                new ListedDecks(),
                IdleEdge.operations()));
  }

  @AfterEach
  void stop() {
    server.close(); // first, or it would wait for the request that a closing connection might be
    client.close();
  }

  @Test
  void isReadyWhereNothingIsMissing() throws Exception {
    HttpResponse<String> response = get("/health");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.body()).isEqualTo("{\"status\":\"ready\"}\n");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    missing.add("udp 127.0.0.1:5060");
    missing.add("deck demo");
    HttpResponse<String> response = get("/health");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .isEqualTo(
            "{\"status\":\"not ready\",\"missing\":[\"udp 127.0.0.1:5060\",\"deck demo\"]}\n");
    assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"live\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                                               | text/plain;"
            + " version=0.0.4",
        "text/plain                                                        | text/plain;"
            + " version=0.0.4",
        "application/openmetrics-text                            | application/openmetrics-text;"
            + " version=1.0.0",
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2 |"
            + " application/openmetrics-text; version=1.0.0",
        "application/openmetrics-text;q=0.2,text/plain;q=0.5               | text/plain;"
            + " version=0.0.4",
        "application/openmetrics-text;q=0                                  | text/plain;"
            + " version=0.0.4",
      })
  void showsMetricsInTheFormatThatIsAskedFor(String accept, String format) throws Exception {
    HttpResponse<String> response = send(request("/metrics").header("Accept", accept));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(format + "; charset=utf-8");
    assertThat(response.body()).isEqualTo("# " + format + "; charset=utf-8\n");
  }

  @Test
  void listsTheLatestFifty() throws Exception {
    cdrs.records.addAll(Cdrs.many(60));
    JsonNode list = JSON.readTree(get("/v1/cdrs").body());
    assertThat(list.isArray()).isTrue();
    assertThat(list).hasSize(50);
    assertThat(list.get(0).get("id").stringValue()).isEqualTo(cdrs.records.getLast().id());
    assertThat(list.get(0).get("rate").stringValue()).isEqualTo("0.0390");
  }

  @Test
  void listsNothingAsAnEmptyArray() throws Exception {
    assertThat(get("/v1/cdrs").body()).isEqualTo("[]\n");
  }

  @Test
  void listsOneRecordALine() throws Exception {
    cdrs.records.addAll(Cdrs.many(3));
    assertThat(get("/v1/cdrs").body().lines()).hasSize(3);
  }

  @Test
  void listsAsManyAsAreAskedFor() throws Exception {
    cdrs.records.addAll(Cdrs.many(1_100));
    assertThat(JSON.readTree(get("/v1/cdrs?limit=7").body())).hasSize(7);
    assertThat(JSON.readTree(get("/v1/cdrs?limit=1000").body())).hasSize(1_000);
  }

  @Test
  void handsFiltersToTheStore() throws Exception {
    get("/v1/cdrs?limit=9&account=a%20b&trunk=hq&code=busy&before=018f");
    assertThat(cdrs.lastQuery)
        .isEqualTo(
            CdrQuery.latest(9)
                .ofAccount("a b")
                .ofTrunk("hq")
                .endedBy(HangupCause.BUSY)
                .olderThan("018f"));
  }

  @Test
  void linksTheNextPageUntilTheEnd() throws Exception {
    cdrs.records.addAll(Cdrs.many(25));
    List<String> seen = new ArrayList<>();
    Optional<String> path = Optional.of("/v1/cdrs?limit=10&account=acme&code=normal");
    while (path.isPresent()) {
      HttpResponse<String> response = get(path.get());
      JSON.readTree(response.body()).forEach(record -> seen.add(record.get("id").stringValue()));
      path =
          response
              .headers()
              .firstValue("Link")
              .map(link -> link.replaceFirst("^<(.*)>; rel=\"next\"$", "$1"));
    }
    assertThat(seen).isEqualTo(cdrs.records.reversed().stream().map(Cdr::id).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "limit=0          | limit  | limit is not a whole number within 1 and 1000",
        "limit=1001       | limit  | limit is not a whole number within 1 and 1000",
        "limit=many       | limit  | limit is not a whole number within 1 and 1000",
        "limit=           | limit  | limit is empty",
        "limit=1&limit=1  | limit  | limit is given twice",
        "code=unknown     | code   | code 'unknown' is not a cause",
        "acount=acme      | acount | acount is not known here; there are account, before, code,"
            + " limit, trunk",
      })
  void namesTheParameterThatIsWrong(String query, String parameter, String error) throws Exception {
    HttpResponse<String> response = get("/v1/cdrs?" + query);
    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode json = JSON.readTree(response.body());
    assertThat(json.get("parameter").stringValue()).isEqualTo(parameter);
    assertThat(json.get("error").stringValue()).isEqualTo(error);
  }

  @Test
  void showsOneRecord() throws Exception {
    cdrs.records.add(Cdrs.answered("018f-a"));
    HttpResponse<String> response = get("/v1/cdrs/018f-a");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(response.body()).get("id").stringValue()).isEqualTo("018f-a");
    HttpResponse<String> none = get("/v1/cdrs/018f-b");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body())
        .isEqualTo("{\"error\":\"no record has this id\",\"parameter\":\"id\"}\n");
  }

  @Test
  void knowsNoOtherPath() throws Exception {
    HttpResponse<String> response = get("/v1/nothing");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"error\":\"there is no /v1/nothing\"}\n");
  }

  @Test
  void namesTheMethodsThatAPathHas() throws Exception {
    HttpResponse<String> response =
        send(request("/v1/cdrs").POST(HttpRequest.BodyPublishers.ofString("x".repeat(1_000))));
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    assertThat(response.body()).isEqualTo("{\"error\":\"POST is not possible here\"}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/metrics", "/v1/cdrs"})
  void answersHeadWithoutABody(String path) throws Exception {
    HttpResponse<String> get = get(path);
    HttpResponse<String> head = send(request(path).HEAD());
    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type"))
        .isEqualTo(get.headers().firstValue("Content-Type"));
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(get.headers().firstValue("Content-Length"));
  }

  @Test
  void keepsRecordsOutOfCaches() throws Exception {
    assertThat(get("/v1/cdrs").headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void saysThatTheStoreFails() throws Exception {
    cdrs.failure = Optional.of(new StoreException("store x: the disk fails"));
    HttpResponse<String> response = get("/v1/cdrs");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("{\"error\":\"store x: the disk fails\"}\n");
  }

  @Test
  void showsNoStack() throws Exception {
    cdrs.failure = Optional.of(new IllegalStateException("secret"));
    HttpResponse<String> response = get("/v1/cdrs");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("{\"error\":\"internal error; the log says more\"}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /health HTTP/1.1                        | Host: localhost:8080        | 200",
        "GET /health HTTP/1.1                        | Host: [::1]:8080            | 200",
        "GET /health HTTP/1.1                        | Host: evil.example          | 421",
        "GET /health HTTP/1.1                        | Host: 127.0.0.1.evil.example| 421",
        "GET /health HTTP/1.1                        | Host: a%0d%0ab              | 421",
        "GET /health HTTP/1.1                        | X-Nothing: 1                | 400",
        "GET /health HTTP/1.1                        | Host:                       | 400",
        "GET /health HTTP/1.0                        | X-Nothing: 1                | 200",
        "GET http://evil.example/health HTTP/1.1     | Host: localhost             | 421",
        "GET http://localhost/health HTTP/1.1        | Host: evil.example          | 200",
        "GET /v1/cdrs/%zz HTTP/1.1                   | Host: localhost             | 400",
        "GET /v1/cdrs?a=%zz HTTP/1.1                 | Host: localhost             | 400",
        "nonsense                                    | Host: localhost             | 400",
      })
  void answersWhatWasMeantForIt(String requestLine, String header, int status) throws Exception {
    String response = raw(requestLine + "\r\n" + header + "\r\nConnection: close\r\n\r\n");
    assertThat(response).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void endsARequestThatIsTooLong() throws Exception {
    assertThat(raw("GET /" + "x".repeat(100_000))).isEmpty();
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void isNotHeldUpBySlowClients() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket socket = connect();
        slow.add(socket);
        socket
            .getOutputStream()
            .write("GET /health HTTP/1.1\r\nHo".getBytes(StandardCharsets.UTF_8));
      }
      assertThat(get("/health").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void survivesAClientThatGoesAwayMidway() throws Exception {
    cdrs.records.addAll(Cdrs.many(1_000));
    for (int i = 0; i < 20; i++) {
      try (Socket socket = connect()) {
        socket.setSoLinger(true, 0);
        socket
            .getOutputStream()
            .write(
                "GET /v1/cdrs?limit=1000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
    }
    assertThat(JSON.readTree(get("/v1/cdrs?limit=1000").body())).hasSize(1_000);
  }

  @Test
  void saysThatItsPortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpSettings settings =
          new HttpSettings(new InetSocketAddress("127.0.0.1", other.getLocalPort()));
      assertThatThrownBy(() -> AdminServer.start(settings, sources()))
          .isInstanceOf(AdminServerException.class)
          .hasMessage(
              "http.bind 127.0.0.1:"
                  + other.getLocalPort()
                  + ": cannot listen there (Address already in use);"
                  + " end what uses the port, or name another");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
  void listensOnLoopbackOnlyWhereThereIsNoToken(String address) {
    HttpSettings settings = new HttpSettings(new InetSocketAddress(address, 0));
    assertThatThrownBy(() -> AdminServer.start(settings, sources()))
        .isInstanceOf(AdminServerException.class)
        .hasMessageStartingWith("http.bind ")
        .hasMessageContaining("is not a loopback address");
  }

  @Test
  void isOpenToNobodyElseWithoutTheToken() throws Exception {
    String token = "the-reader-token-001";
    HttpSettings settings =
        new HttpSettings(
            new InetSocketAddress("0.0.0.0", 0),
            new AccessTokens(Optional.empty(), Optional.of(AccessToken.of(token))));
    try (AdminServer open = AdminServer.start(settings, sources())) {
      String host = ownAddress().getHostAddress();
      URI uri = URI.create("http://" + host + ":" + open.address().getPort() + "/health");
      assertThat(send(HttpRequest.newBuilder(uri)).statusCode()).isEqualTo(401);
      assertThat(send(HttpRequest.newBuilder(uri.resolve("/nothing"))).statusCode()).isEqualTo(401);
      assertThat(
              send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token))
                  .statusCode())
          .isEqualTo(200);
      URI local = URI.create("http://127.0.0.1:" + open.address().getPort() + "/health");
      assertThat(send(HttpRequest.newBuilder(local)).statusCode()).isEqualTo(200);
    }
  }

  /** An address of this machine that is not loopback. */
  private static InetAddress ownAddress() throws IOException {
    Optional<InetAddress> own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .findFirst();
    assumeTrue(own.isPresent(), "this machine has loopback only");
    return own.get();
  }

  @Test
  void listensOnIpv6Loopback() {
    HttpSettings settings = new HttpSettings(new InetSocketAddress("::1", 0));
    try (AdminServer other = AdminServer.start(settings, sources())) {
      URI uri = URI.create("http://[::1]:" + other.address().getPort() + "/health");
      assertThat(client.sendAsync(HttpRequest.newBuilder(uri).build(), text()))
          .succeedsWithin(Duration.ofSeconds(30))
          .satisfies(response -> assertThat(response.statusCode()).isEqualTo(200));
    }
  }

  @Test
  void answersNothingOnceItIsClosed() {
    server.close();
    assertThat(client.sendAsync(request("/health").build(), text()))
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IOException.class);
  }

  private AdminSources sources() {
    return new AdminSources(List::of, (_, _) -> {}, cdrs, new ListedDecks(), IdleEdge.operations());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.address().getPort() + path));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), text());
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8);
  }

  private Socket connect() throws IOException {
    return new Socket(server.address().getAddress(), server.address().getPort());
  }

  /** What comes back for these bytes until the server ends the connection. */
  private String raw(String request) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      try {
        out.write(request.getBytes(StandardCharsets.UTF_8));
      } catch (IOException closedEarly) {
        return "";
      }
      try {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException reset) {
        return "";
      }
    }
  }
}
