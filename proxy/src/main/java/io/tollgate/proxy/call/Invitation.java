package io.tollgate.proxy.call;

import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.DialledNumber;
import java.net.InetAddress;

/**
 * What a gateway is asked.
 *
 * @param gateway where it goes
 * @param to what is called
 * @param caller who calls: what was rated
 * @param forwardings by whom it was sent on before it came here
 * @param maxForwards hops left for this leg
 * @param offer the caller's body
 * @param cause what it comes of, so that it is known where it comes back
 * @param price what the customer pays for the call
 * @param routePolicy what the caller's trunk wants of routes: with the price, another point of
 *     presence chooses a carrier by it
 */
public record Invitation(
    Gateway gateway,
    DialledNumber.Target to,
    CallerIdentity caller,
    Forwardings forwardings,
    int maxForwards,
    Body offer,
    Cause cause,
    Tariff price,
    RoutePolicy routePolicy) {

  /**
   * The INVITE that this one comes of.
   *
   * @param requestUri its Request-URI
   * @param source the address that it came from
   */
  public record Cause(String requestUri, InetAddress source) {}
}
