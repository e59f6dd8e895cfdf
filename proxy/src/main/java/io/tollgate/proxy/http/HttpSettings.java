package io.tollgate.proxy.http;

import io.tollgate.proxy.http.access.AccessTokens;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Where the administration and metrics server listens, and whom it obeys.
 *
 * @param bind port 0 takes a free one; off loopback only where there are tokens
 * @param tokens who may write, and who may read from another machine
 */
public record HttpSettings(InetSocketAddress bind, AccessTokens tokens) {
  public HttpSettings {
    Objects.requireNonNull(bind);
    Objects.requireNonNull(tokens);
  }

  /** A server that is open for reading on loopback, and nothing else. */
  public HttpSettings(InetSocketAddress bind) {
    this(bind, AccessTokens.NONE);
  }
}
