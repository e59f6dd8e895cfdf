package io.tollgate.proxy.http.route;

import io.tollgate.proxy.route.health.PeerView;
import io.tollgate.proxy.route.pop.Pop;
import java.util.List;
import java.util.Optional;

/** Where calls go, and how those places do, for whoever asks over HTTP. */
public interface GatewaySource {
  /** There are none. */
  GatewaySource NONE =
      new GatewaySource() {
        @Override
        public List<PeerView> gateways() {
          return List.of();
        }

        @Override
        public List<PopView> pops() {
          return List.of();
        }

        @Override
        public boolean drain(String carrier, String gateway, boolean away) {
          return false;
        }
      };

  /**
   * A point of presence.
   *
   * @param pop what the configuration says of it
   * @param health how it does; empty for this node's own
   */
  record PopView(Pop pop, Optional<PeerView> health) {}

  /** All gateways, in the order of the configuration. */
  List<PeerView> gateways();

  /** All points of presence, in the order of the configuration. */
  List<PopView> pops();

  /**
   * Keeps new calls from a gateway, or lets them through again; those that are up go on.
   *
   * @param carrier its carrier's id, or {@code pop} for a point of presence
   * @return whether there is such a gateway
   */
  boolean drain(String carrier, String gateway, boolean away);
}
