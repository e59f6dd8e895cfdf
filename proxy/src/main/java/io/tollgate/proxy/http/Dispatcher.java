package io.tollgate.proxy.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tollgate.proxy.http.access.AccessCheck;
import io.tollgate.proxy.http.access.HostCheck;
import io.tollgate.proxy.http.exchange.Accept;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.RequestBody;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import io.tollgate.proxy.http.exchange.Router;
import io.tollgate.proxy.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every request: checks whom it was meant for and who asks, finds the handler, sends what
 * that says, and turns whatever goes wrong into a JSON error. Runs on virtual threads, many at
 * once.
 */
final class Dispatcher implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final int ONLY_HEADERS = -1;
  private static final int UNKNOWN_LENGTH = 0;

  private final HostCheck hosts;
  private final AccessCheck access;
  private final Router router;

  Dispatcher(HostCheck hosts, AccessCheck access, Router router) {
    this.hosts = hosts;
    this.access = access;
    this.router = router;
  }

  @Override
  public void handle(HttpExchange exchange) {
    try (exchange) {
      send(exchange, answer(exchange));
    } catch (IOException e) {
      LOG.debug("a client went away: {}", e.toString());
    }
  }

  private Response answer(HttpExchange exchange) {
    try {
      String authority = authority(exchange);
      boolean isLocal = isLocal(exchange);
      // From elsewhere it is the token that no web page has.
      if (isLocal && !authority.isEmpty() && !hosts.admits(authority)) {
        return Response.error(421, "this server is not " + authority);
      }
      return route(exchange, isLocal);
    } catch (BadRequestException e) {
      return e.parameter()
          .map(name -> Response.error(e.status(), name + " " + e.getMessage(), name))
          .orElseGet(() -> Response.error(e.status(), e.getMessage()));
    } catch (StoreException e) {
      LOG.warn("{} cannot be answered: {}", exchange.getRequestURI(), e.getMessage());
      return Response.error(503, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} cannot be answered", exchange.getRequestURI(), e);
      return Response.error(500, "internal error; the log says more");
    }
  }

  /**
   * Whom the request is for: an absolute target beats the Host header (RFC 9112 §3.2.2). Empty for
   * a client of HTTP/1.0 that says nothing, such as a load balancer's check; no browser does that.
   */
  private static String authority(HttpExchange exchange) throws BadRequestException {
    String absolute = exchange.getRequestURI().getRawAuthority();
    if (absolute != null) {
      return absolute;
    }
    List<String> named = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    if (named.isEmpty() && exchange.getProtocol().equals("HTTP/1.0")) {
      return "";
    }
    if (named.size() != 1 || named.getFirst().isBlank()) {
      throw new BadRequestException("the request does not name one host"); // RFC 9112 §3.2
    }
    return named.getFirst().strip();
  }

  private static boolean isLocal(HttpExchange exchange) {
    return exchange.getRemoteAddress().getAddress().isLoopbackAddress()
        && exchange.getLocalAddress().getAddress().isLoopbackAddress();
  }

  private Response route(HttpExchange exchange, boolean isLocal) throws BadRequestException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    Router.Target target = router.find(method, path);
    boolean writes = target instanceof Router.Target.Found found && found.route().writes();
    Optional<Response> refusal =
        access.refusal(
            isLocal, writes, exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return switch (target) {
      case Router.Target.Found(Route route, var pathValues) -> run(exchange, route, pathValues);
      case Router.Target.WrongMethod(var allowed) ->
          Response.error(405, method + " is not possible here")
              .with("Allow", String.join(", ", allowed));
      case Router.Target.Unknown _ -> Response.error(404, "there is no " + path);
    };
  }

  private static Response run(HttpExchange exchange, Route route, Map<String, String> pathValues)
      throws BadRequestException {
    Query query =
        Query.parse(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    RequestBody body = new RequestBody(exchange.getRequestBody(), route.maxBody());
    String from = exchange.getRemoteAddress().getAddress().getHostAddress();
    Response response =
        route.handler().answer(new Request(pathValues, query, accept(exchange), body, from));
    if (route.writes()) {
      LOG.info(
          "{} {} by {}: {}",
          route.method(),
          exchange.getRequestURI().getRawPath(),
          from,
          response.status());
    }
    return response;
  }

  /** Several fields of one name count as one with commas (RFC 9110 §5.3). */
  private static Accept accept(HttpExchange exchange) {
    return new Accept(
        Optional.ofNullable(exchange.getRequestHeaders().get("Accept"))
            .map(values -> String.join(",", values))
            .orElse(""));
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    response.headers().forEach(headers::set);
    headers.set("Cache-Control", "no-store"); // numbers of people who called one another
    headers.set("X-Content-Type-Options", "nosniff");
    if (exchange.getRequestMethod().equals("HEAD")) {
      response.length().ifPresent(length -> headers.set("Content-Length", Long.toString(length)));
      exchange.sendResponseHeaders(response.status(), ONLY_HEADERS);
      return;
    }
    exchange.sendResponseHeaders(response.status(), response.length().orElse(UNKNOWN_LENGTH));
    try (OutputStream body = exchange.getResponseBody()) {
      response.body().writeTo(body);
    }
  }
}
