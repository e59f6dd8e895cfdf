package io.tollgate.proxy.sip.leg;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The listening points as one loop sees them, in the order of the configuration.
 *
 * <p>Confined to its loop once it runs.
 */
public final class ListeningPoints {
  private final List<ListeningPoint> points = new ArrayList<>();

  /** One more, in the order of the configuration. */
  public void add(ListeningPoint point) {
    points.add(point);
  }

  /** The one at this place in the configuration. */
  public ListeningPoint at(int index) {
    return points.get(index);
  }

  /** The one that was added last. */
  public ListeningPoint last() {
    return points.getLast();
  }

  /** The first of this transport and of the peer's address family; nothing where there is none. */
  Optional<ListeningPoint> towards(Transport transport, InetAddress peer) {
    for (ListeningPoint point : points) {
      if (point.carriedBy() == transport && point.getIpAddress().getClass() == peer.getClass()) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }

  /** The one of this transport that is bound there; nothing where there is none. */
  public Optional<ListeningPoint> bound(Transport transport, InetSocketAddress address) {
    for (ListeningPoint point : points) {
      if (point.carriedBy() == transport && point.bound().equals(address)) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }

  /**
   * The first towards a peer, or where there is none of this transport, one that can at least try.
   */
  public ListeningPoint best(Transport transport, InetAddress peer) {
    return towards(transport, peer)
        .or(() -> points.stream().filter(point -> point.carriedBy() == transport).findFirst())
        .orElseGet(points::getFirst);
  }
}
