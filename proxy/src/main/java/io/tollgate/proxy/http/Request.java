package io.tollgate.proxy.http;

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
record Request(
    Map<String, String> pathValues, Query query, Accept accept, RequestBody body, String from) {

  /** The same from this machine. */
  Request(Map<String, String> pathValues, Query query, Accept accept, RequestBody body) {
    this(pathValues, query, accept, body, "127.0.0.1");
  }

  /** Who asks for a change: no route that makes one is reached without the admin's token. */
  Requester requester() {
    return Requester.admin(from);
  }
}
