package io.tollgate.proxy.route;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * The way back to a client that has registered: what it says of itself is for the Request-URI only,
 * since behind address translation, or over a connection that only it can open, it is reached where
 * its REGISTER came from (RFC 3261 §10.2.1, RFC 5626 §5.3).
 *
 * @param contact the URI that it registered, which becomes the Request-URI
 * @param listeningPoint the address and port of ours, as bound, that it spoke to: a translator lets
 *     in what comes from there, and nothing else
 */
public record RegisteredFlow(String contact, InetSocketAddress listeningPoint) {
  public RegisteredFlow {
    Objects.requireNonNull(contact);
    Objects.requireNonNull(listeningPoint);
  }
}
