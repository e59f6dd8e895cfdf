package io.tollgate.proxy.route;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.health.HealthSettings;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * One way into a carrier's network, or to a trunk of ours that is called.
 *
 * @param id unique within its carrier or trunk
 * @param carrier the carrier's id; "" where it leads to a trunk
 * @param uri where its SIP server is
 * @param terms what is agreed with the carrier
 * @param dispatch how calls are sent there
 * @param health how its health is watched
 * @param flow the way back to a client that has registered; empty where it is reached at its URI
 */
public record Gateway(
    String id,
    String carrier,
    GatewayUri uri,
    GatewayTerms terms,
    Dispatch dispatch,
    HealthSettings health,
    Optional<RegisteredFlow> flow) {
  /** A gateway that is reached at its URI, and whose health its calls alone show. */
  public Gateway(String id, String carrier, GatewayUri uri, GatewayTerms terms, Dispatch dispatch) {
    this(id, carrier, uri, terms, dispatch, HealthSettings.DEFAULT, Optional.empty());
  }

  /** A gateway that is tried in its turn. */
  public Gateway(String id, String carrier, GatewayUri uri, GatewayTerms terms) {
    this(id, carrier, uri, terms, Dispatch.DEFAULT);
  }

  /** A gateway of a carrier with which nothing is agreed. */
  public Gateway(String id, String carrier, GatewayUri uri) {
    this(id, carrier, uri, GatewayTerms.NONE);
  }

  /** The same over UDP. */
  public Gateway(String id, String carrier, InetSocketAddress address) {
    this(id, carrier, new GatewayUri(address, Transport.UDP));
  }

  /** The same on other terms. */
  public Gateway on(GatewayTerms others) {
    return new Gateway(id, carrier, uri, others, dispatch, health, flow);
  }

  /** The same somewhere else. */
  public Gateway at(GatewayUri other) {
    return new Gateway(id, carrier, other, terms, dispatch, health, flow);
  }

  /** The same, with its health watched in another way. */
  public Gateway watchedAs(HealthSettings other) {
    return new Gateway(id, carrier, uri, terms, dispatch, other, flow);
  }

  /** The address of its SIP server. */
  public InetSocketAddress address() {
    return uri.address();
  }
}
