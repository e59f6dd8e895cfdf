package io.tollgate.proxy.sip.dialog;

import io.tollgate.proxy.net.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where the requests of a dialog go next.
 *
 * @param transport what carries them
 * @param address where the peer listens
 * @param flow where its messages come from: over a stream, its own connection is used while it is
 *     open (RFC 5626); the same as {@code address} where there is none
 */
public record Hop(Transport transport, InetSocketAddress address, InetSocketAddress flow) {
  /** A peer that is reached where it listens. */
  public static Hop to(Transport transport, InetSocketAddress address) {
    return new Hop(transport, address, address);
  }

  /** Whether a message with this source address may be the peer's. */
  public boolean isFrom(InetAddress source) {
    return source.equals(address.getAddress()) || source.equals(flow.getAddress());
  }
}
