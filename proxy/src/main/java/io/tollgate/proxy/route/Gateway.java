package io.tollgate.proxy.route;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.health.HealthSettings;
import java.net.InetSocketAddress;

/**
 * One way into a carrier's network.
 *
 * @param id unique within its carrier
 * @param carrier the carrier's id
 * @param uri where its SIP server is
 * @param terms what is agreed with the carrier
 * @param dispatch how calls are sent there
 * @param health how its health is watched
 */
public record Gateway(
    String id,
    String carrier,
    GatewayUri uri,
    GatewayTerms terms,
    Dispatch dispatch,
    HealthSettings health) {
  /** A gateway whose health its calls alone show. */
  public Gateway(String id, String carrier, GatewayUri uri, GatewayTerms terms, Dispatch dispatch) {
    this(id, carrier, uri, terms, dispatch, HealthSettings.DEFAULT);
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
    return new Gateway(id, carrier, uri, others, dispatch, health);
  }

  /** The address of its SIP server. */
  public InetSocketAddress address() {
    return uri.address();
  }
}
