package io.tollgate.proxy.http;

import java.net.InetSocketAddress;

/**
 * Where the administration and metrics server listens.
 *
 * @param bind a loopback address; port 0 takes a free one
 */
public record HttpSettings(InetSocketAddress bind) {}
