package io.tollgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tollgate.proxy.http.access.AccessCheck;
import io.tollgate.proxy.http.access.AccessToken;
import io.tollgate.proxy.http.access.AccessTokens;
import io.tollgate.proxy.http.access.HostCheck;
import io.tollgate.proxy.http.exchange.Handler;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.proxy.http.exchange.Router;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that change something, over a socket. */
@Timeout(300)
class WritingTest {
  private static final String ADMIN = "the-admin-token-0001";
  private static final int LIMIT = 10;

  private final AtomicInteger written = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Handler echo =
        request -> {
          byte[] body = request.body().bytes();
          written.incrementAndGet();
          return Response.of(200, "text/plain", body);
        };
    Router router =
        new Router(
            List.of(
                Route.post("/v1/things", echo).withBodyUpTo(LIMIT),
                Route.put("/v1/things", echo).withBodyUpTo(LIMIT),
                Route.delete("/v1/things", echo)));
    AccessTokens tokens = new AccessTokens(Optional.of(AccessToken.of(ADMIN)), Optional.empty());
    ServerLimits.apply(); // before the JDK's server is used for the first time in this process
    server = HttpServer.create(bind, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/", new Dispatcher(new HostCheck(bind), new AccessCheck(() -> tokens), router));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    client.close();
  }

  private HttpRequest.Builder request(String method, String body) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/things"))
        .method(method, BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void needsTheToken(String method) throws Exception {
    HttpResponse<String> refused = send(request(method, "hello"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"tollgate\"");
    assertThat(refused.body())
        .isEqualTo("{\"error\":\"this needs a token: Authorization: Bearer …\"}\n");
    assertThat(written).hasValue(0);

    HttpResponse<String> done =
        send(request(method, "hello").header("Authorization", "Bearer " + ADMIN));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).isEqualTo("hello");
    assertThat(written).hasValue(1);
  }

  @Test
  void takesABodyAsLongAsItsRouteAllows() throws Exception {
    HttpRequest.Builder fits =
        request("POST", "x".repeat(LIMIT)).header("Authorization", "Bearer " + ADMIN);
    assertThat(send(fits).statusCode()).isEqualTo(200);
    HttpRequest.Builder tooLong =
        request("POST", "x".repeat(LIMIT + 1)).header("Authorization", "Bearer " + ADMIN);
    HttpResponse<String> refused = send(tooLong);
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).isEqualTo("{\"error\":\"the body is longer than 10 bytes\"}\n");
    assertThat(written).hasValue(1);
  }

  static List<Route> allRoutes() {
    return AdminServer.router(
            new AdminSources(
                List::of, (_, _) -> {}, new ListedCdrs(), new ListedDecks(), IdleEdge.operations()))
        .routes();
  }

  /** Whatever is added to the server later: nothing but GET goes without the admin token. */
  @ParameterizedTest
  @MethodSource("allRoutes")
  void noRouteOfTheServerWritesWithoutTheToken(Route route) {
    AccessTokens tokens = new AccessTokens(Optional.of(AccessToken.of(ADMIN)), Optional.empty());
    AccessCheck check = new AccessCheck(() -> tokens);
    Optional<Response> refusal = check.refusal(true, route.writes(), List.of());
    assertThat(refusal.isEmpty())
        .as(route.method() + " " + route.path())
        .isEqualTo(route.method().equals("GET"));
    if (!route.writes()) {
      assertThat(route.maxBody()).as("a GET has no body").isZero();
    }
  }
}
