package io.tollgate.proxy.http.exchange;

/**
 * Who answers what. Every method but GET (and HEAD with it) counts as writing and needs the admin
 * token; that is decided here, so no handler can forget it.
 *
 * @param method upper case; GET answers HEAD too
 * @param path the template, such as {@code /v1/cdrs/{id}}
 * @param maxBody the longest body that is taken, in bytes
 * @param handler who answers; one for GET changes nothing
 */
public record Route(String method, PathTemplate path, int maxBody, Handler handler) {
  private static final int SMALL_BODY = 64 << 10;

  /** A route for reading. */
  public static Route get(String template, Handler handler) {
    return new Route("GET", PathTemplate.parse(template), 0, handler);
  }

  /** A route that does or makes something. */
  public static Route post(String template, Handler handler) {
    return writing("POST", template, handler);
  }

  /** A route that puts something in the place of what was there. */
  public static Route put(String template, Handler handler) {
    return writing("PUT", template, handler);
  }

  /** A route that changes a part of something. */
  public static Route patch(String template, Handler handler) {
    return writing("PATCH", template, handler);
  }

  /** A route that ends or removes something. */
  public static Route delete(String template, Handler handler) {
    return writing("DELETE", template, handler);
  }

  private static Route writing(String method, String template, Handler handler) {
    return new Route(method, PathTemplate.parse(template), SMALL_BODY, handler);
  }

  /** The same for bodies up to this length. */
  public Route withBodyUpTo(int bytes) {
    return new Route(method, path, bytes, handler);
  }

  /** Whether it changes anything. */
  public boolean writes() {
    return !method.equals("GET");
  }
}
