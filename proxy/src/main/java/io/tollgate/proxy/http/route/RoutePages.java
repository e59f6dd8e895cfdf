package io.tollgate.proxy.http.route;

import io.tollgate.proxy.call.RouteExplanation;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.exchange.Route;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/route}: where a call would go, and why, without placing it. */
public final class RoutePages implements Pages {
  private static final int LONGEST_NUMBER = 128;

  private final RouteSource source;

  /** Asks this where a call would go. */
  public RoutePages(RouteSource source) {
    this.source = source;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/v1/route", this::route));
  }

  private Response route(Request request) throws BadRequestException {
    Query query = request.query();
    query.allowOnly(Set.of("trunk", "to", "from", "source"));
    String trunk = need(query, "trunk");
    String to = number("to", need(query, "to"));
    Optional<String> from = query.text("from");
    if (from.isPresent()) {
      from = Optional.of(number("from", from.get()));
    }
    Optional<String> address = query.text("source");
    Optional<InetAddress> caller = Optional.empty();
    if (address.isPresent()) {
      caller = Optional.of(address(address.get()));
    }
    Optional<RouteExplanation> route = source.explain(trunk, to, from, caller);
    return Response.json(
        200,
        RouteJson.text(
            route.orElseThrow(
                () -> new BadRequestException("trunk", "'" + trunk + "' is not known"))));
  }

  private static String need(Query query, String name) throws BadRequestException {
    return query.text(name).orElseThrow(() -> new BadRequestException(name, "is missing"));
  }

  /** The plus sign may be the blank that it stands for in a query. */
  private static String number(String name, String text) throws BadRequestException {
    if (text.length() > LONGEST_NUMBER) {
      throw new BadRequestException(name, "is longer than " + LONGEST_NUMBER);
    }
    return text.startsWith(" ") ? "+" + text.substring(1) : text;
  }

  private static InetAddress address(String text) throws BadRequestException {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("source", "'" + text + "' is no address such as 198.51.100.7");
    }
  }
}
