package io.tollgate.proxy.trunk;

import java.net.InetAddress;
import java.util.List;

/**
 * What a request shows of who sent it.
 *
 * @param address where it came from: the socket's word, not a header's
 * @param port the port that it came from
 * @param method its method
 * @param requestUri its Request-URI, as it came
 * @param requestHost the host of the Request-URI
 * @param fromUser the user part of its From URI; "" where it has none
 * @param userAgent what it calls itself; "" where it does not say
 * @param authorizations the values of its Proxy-Authorization header fields, as they came
 */
public record Presented(
    InetAddress address,
    int port,
    String method,
    String requestUri,
    String requestHost,
    String fromUser,
    String userAgent,
    List<String> authorizations) {}
