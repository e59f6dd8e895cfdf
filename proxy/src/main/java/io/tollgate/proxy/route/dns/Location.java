package io.tollgate.proxy.route.dns;

import io.tollgate.proxy.net.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where a SIP server was found.
 *
 * @param targets its addresses; none where there are none
 * @param life how long that may be kept
 * @param problem why there are none, or not all of them; empty where there are
 */
public record Location(List<Target> targets, Duration life, String problem) {
  /**
   * One of its addresses.
   *
   * @param rank the lowest is tried first
   * @param weight its share among those of its rank (RFC 2782)
   */
  public record Target(InetSocketAddress address, Transport transport, int rank, int weight) {}

  public Location {
    targets = List.copyOf(targets);
  }
}
