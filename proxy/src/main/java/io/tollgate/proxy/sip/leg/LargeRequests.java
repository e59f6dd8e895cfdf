package io.tollgate.proxy.sip.leg;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends requests that are too large for a datagram by TCP (RFC 3261 §18.1.1), to peers that have
 * it: whoever refused a connection is left alone for ten minutes.
 *
 * <p>Confined to its loop. It knows at most as many peers as there are gateways.
 */
final class LargeRequests {
  /** What fits into every path that nobody has measured. */
  static final int LARGEST_DATAGRAM = 1300;

  private static final long FORGET_AFTER_NANOS = 600_000_000_000L;

  private final ListeningPoints points;
  private final Map<InetSocketAddress, Long> withoutTcp = new HashMap<>();

  LargeRequests(ListeningPoints points) {
    this.points = points;
  }

  /**
   * Where a request is better sent from.
   *
   * @param point where it would be sent from
   * @param length how long it is then
   * @return nothing where that is well, or cannot be helped
   */
  Optional<ListeningPoint> instead(
      ListeningPoint point, InetSocketAddress peer, int length, long nowNanos) {
    if (length <= LARGEST_DATAGRAM || point.carriedBy() != Transport.UDP) {
      return Optional.empty();
    }
    Long refused = withoutTcp.get(peer);
    if (refused != null && nowNanos - refused < FORGET_AFTER_NANOS) {
      return Optional.empty();
    }
    return points.towards(Transport.TCP, peer.getAddress());
  }

  /** A peer took no connection. */
  void refused(InetSocketAddress peer, long nowNanos) {
    withoutTcp.put(peer, nowNanos);
  }
}
