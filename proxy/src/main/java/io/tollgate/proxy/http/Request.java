package io.tollgate.proxy.http;

import java.util.Map;

/**
 * What a handler needs to know of a request.
 *
 * @param pathValues the values of the route's {@code {names}}, decoded
 * @param query the parameters
 * @param accept the formats that the client takes
 * @param body what came with it
 */
record Request(Map<String, String> pathValues, Query query, Accept accept, RequestBody body) {}
