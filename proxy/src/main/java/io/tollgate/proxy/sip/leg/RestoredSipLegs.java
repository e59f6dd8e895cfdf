package io.tollgate.proxy.sip.leg;

import io.tollgate.proxy.call.CalleeLeg;
import io.tollgate.proxy.call.CallerLeg;
import io.tollgate.proxy.call.LegListener;
import io.tollgate.proxy.call.LegSnapshot;
import io.tollgate.proxy.call.RestoredLegs;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import java.util.function.BiFunction;

/**
 * Makes the legs of calls again that another process answered.
 *
 * <p>Confined to its loop.
 */
public final class RestoredSipLegs implements RestoredLegs {
  private final SipLoop loop;
  private final ListeningPoint point;
  private final BiFunction<String, String, Gateway> gateways;

  /**
   * Legs on one listening point.
   *
   * @param gateways finds a gateway by its carrier's name and its own
   */
  public RestoredSipLegs(
      SipLoop loop, ListeningPoint point, BiFunction<String, String, Gateway> gateways) {
    this.loop = loop;
    this.point = point;
    this.gateways = gateways;
  }

  @Override
  public CallerLeg caller(LegSnapshot snapshot) {
    return new EstablishedLeg(loop, point, snapshot, false);
  }

  @Override
  public CalleeLeg callee(LegSnapshot snapshot, LegListener call) {
    EstablishedLeg leg = new EstablishedLeg(loop, point, snapshot, true);
    leg.attach(call);
    return leg;
  }

  @Override
  public Gateway gateway(String carrier, String gateway) {
    return gateways.apply(carrier, gateway);
  }
}
