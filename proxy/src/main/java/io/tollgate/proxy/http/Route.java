package io.tollgate.proxy.http;

/**
 * Who answers what.
 *
 * @param method upper case; GET answers HEAD too
 * @param path the template, such as {@code /v1/cdrs/{id}}
 * @param handler who answers
 */
record Route(String method, PathTemplate path, Handler handler) {

  /** A route for reading. */
  static Route get(String template, Handler handler) {
    return new Route("GET", PathTemplate.parse(template), handler);
  }
}
