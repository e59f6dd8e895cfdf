package io.tollgate.proxy;

import io.tollgate.proxy.call.RouteExplainer;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.http.AdminServer;
import io.tollgate.proxy.http.AdminServerException;
import io.tollgate.proxy.http.AdminSources;
import io.tollgate.proxy.http.Operations;
import io.tollgate.proxy.http.node.HealthSource;
import io.tollgate.proxy.observe.Metrics;
import io.tollgate.proxy.route.CarrierDecks;
import io.tollgate.proxy.sip.SipEdge;
import io.tollgate.proxy.time.Clock;
import java.util.function.Supplier;

/**
 * The HTTP side, wired: what operators see and do.
 *
 * @param config what the edge was started with
 * @param inForce what new calls look at
 * @param reloader puts another configuration in force
 */
record AdminWiring(
    TollgateConfig config,
    Supplier<InForce> inForce,
    Reloader reloader,
    Charging charging,
    Access access,
    Routing routing,
    Metrics metrics) {

  /**
   * Listens.
   *
   * @param health says whether the edge is ready
   * @throws StartFailure where the address cannot be bound
   */
  AdminServer start(SipEdge sip, HealthSource health) throws StartFailure {
    try {
      return AdminServer.start(
          config.http(),
          () -> inForce.get().tokens(),
          new AdminSources(
              health,
              metrics::write,
              charging.cdrs(),
              new PricesInForce(inForce, charging.decks(), charging.swap(), charging.books()),
              charging.credit(),
              () -> access.registrations().all(System.nanoTime()),
              new Operations(
                  reloader,
                  reloader,
                  new TrunksInForce(inForce, access.admission()),
                  new LiveCalls(sip),
                  access.guard(),
                  routing.gateways(),
                  routes())));
    } catch (AdminServerException e) {
      throw new StartFailure("http.bind", e.getMessage(), "stop what uses it, or bind another", e);
    }
  }

  private RoutesInForce routes() {
    return new RoutesInForce(
        inForce,
        new RouteExplainer(
            charging.decks(),
            new CarrierDecks(carrier -> inForce.get().deckOf(carrier), charging.decks()),
            routing.pops().places(config.node().pop())),
        Clock.SYSTEM);
  }
}
