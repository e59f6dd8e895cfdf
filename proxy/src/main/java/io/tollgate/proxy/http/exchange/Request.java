package io.tollgate.proxy.http.exchange;

import java.util.Map;

/**
 * What a handler needs to know of a request.
 *
 * @param pathValues the values of the route's {@code {names}}, decoded
 * @param query the parameters
 * @param accept the formats that the client takes
 * @param body what came with it
 * @param from the address that it came from, in digits
 */
public record Request(
    Map<String, String> pathValues, Query query, Accept accept, RequestBody body, String from) {

  /** The same from this machine. */
  public Request(Map<String, String> pathValues, Query query, Accept accept, RequestBody body) {
    this(pathValues, query, accept, body, "127.0.0.1");
  }
}
