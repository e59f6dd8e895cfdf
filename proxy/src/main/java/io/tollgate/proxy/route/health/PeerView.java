package io.tollgate.proxy.route.health;

import java.util.List;

/**
 * A gateway, or another point of presence, as operators see it.
 *
 * @param carrier its carrier's id; {@code pop} for a point of presence
 * @param id its own
 * @param uri where it is, as the configuration says
 * @param drained whether an operator keeps new calls from it
 * @param addresses where that is and how each of them does; none where its name is not resolved
 * @param problem why there are no addresses, or they are old; empty where all is well
 */
public record PeerView(
    String carrier, String id, String uri, boolean drained, List<At> addresses, String problem) {
  /**
   * One of its addresses.
   *
   * @param address with the port and the transport
   */
  public record At(String address, Health health) {}

  public PeerView {
    addresses = List.copyOf(addresses);
  }

  /** Whether calls may go there now. */
  public boolean isUsable() {
    return !drained && addresses.stream().anyMatch(at -> !at.health.state().equals("open"));
  }
}
