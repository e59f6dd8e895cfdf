package io.tollgate.proxy.http.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the route of a method and path. Immutable. */
public final class Router {
  private final List<Route> routes;

  /** The first route that matches is taken. */
  public Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /** All there are, in the order in which they are tried. */
  public List<Route> routes() {
    return routes;
  }

  /** What there is for a request. */
  public sealed interface Target {
    /**
     * A route.
     *
     * @param pathValues the values of the names in its path
     */
    record Found(Route route, Map<String, String> pathValues) implements Target {}

    /**
     * The path is there, but not for this method.
     *
     * @param allowed the methods that it has
     */
    record WrongMethod(Set<String> allowed) implements Target {}

    /** There is no such path. */
    record Unknown() implements Target {}
  }

  /**
   * The target of a request.
   *
   * @throws BadRequestException where the path is wrongly encoded
   */
  public Target find(String method, String rawPath) throws BadRequestException {
    Set<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> values = route.path().match(rawPath);
      if (values.isPresent()) {
        if (answers(route, method)) {
          return new Target.Found(route, values.get());
        }
        allowed.add(route.method());
      }
    }
    if (allowed.isEmpty()) {
      return new Target.Unknown();
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return new Target.WrongMethod(allowed);
  }

  private static boolean answers(Route route, String method) {
    return route.method().equals(method)
        || method.equals("HEAD") && route.method().equals("GET"); // RFC 9110 §9.3.2
  }
}
