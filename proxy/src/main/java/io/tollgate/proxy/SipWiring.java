package io.tollgate.proxy;

import io.tollgate.proxy.call.CallEnvironment;
import io.tollgate.proxy.call.CallSetup;
import io.tollgate.proxy.call.PopSteering;
import io.tollgate.proxy.cdr.CdrIds;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.observe.Metrics;
import io.tollgate.proxy.route.CarrierDecks;
import io.tollgate.proxy.sip.LoopResources;
import io.tollgate.proxy.sip.SipEdge;
import io.tollgate.proxy.sip.reach.TrunkServices;
import java.util.function.Supplier;

/**
 * The SIP side, wired: the listening points, and the set-up of calls on each loop.
 *
 * @param config what the edge was started with
 * @param inForce what new calls look at
 */
record SipWiring(
    TollgateConfig config,
    Supplier<InForce> inForce,
    Charging charging,
    Access access,
    Routing routing,
    Metrics metrics) {

  /**
   * Listens.
   *
   * @throws StartFailure where an address cannot be bound
   */
  SipEdge start() throws StartFailure {
    PopSteering steering = routing.pops().steering(routing.gateways(), routing.book());
    try {
      return SipEdge.start(
          config.sip(),
          new TrunkServices(
              () -> inForce.get().trunks(), access.authenticator(), access.registrations()),
          new SipEdge.Peers(
              address -> routing.know(address, inForce) || access.registrations().knows(address),
              routing.gateways()::isPop,
              address -> routing.tlsName(address, inForce),
              routing.gateways()::probed,
              routing.pops().verdicts(),
              routing.pops().roundTrips()),
          access.guard(),
          loop -> setup(loop, steering),
          metrics.calls(),
          new WireMetrics(metrics.sip()));
    } catch (SipEdge.ListenException e) {
      throw new StartFailure(
          "listen[" + e.index() + "].bind",
          e.getMessage(),
          "stop what uses it, or bind another",
          e);
    }
  }

  private CallSetup setup(LoopResources loop, PopSteering steering) {
    CdrIds made = new CdrIds();
    Supplier<String> ids = () -> made.next(loop.clock().now().toEpochMilli());
    CallEnvironment environment =
        new CallEnvironment(
            loop.clock(),
            loop.timers(),
            loop.registry(),
            loop.legs(),
            config.calls(),
            new CarrierDecks(carrier -> inForce.get().deckOf(carrier), charging.decks()),
            routing.health(),
            ids,
            charging.outbox()::offer,
            metrics.calls(),
            address -> inForce.get().calls().routes().gatewayAt(address));
    return new CallSetup(
            access.authenticator(),
            access.admission(),
            charging.decks(),
            () -> inForce.get().calls(),
            config.node().pop(),
            InjectedCost.of(ids),
            charging.outbox()::nearlyFull,
            charging.books()::of,
            access.registrations(),
            environment)
        .steeredBy(steering);
  }
}
