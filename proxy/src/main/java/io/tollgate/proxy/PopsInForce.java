package io.tollgate.proxy;

import io.tollgate.proxy.call.PopSteering;
import io.tollgate.proxy.call.RoutePlaces;
import io.tollgate.proxy.route.GatewayBook;
import io.tollgate.proxy.route.pop.GeoLocator;
import io.tollgate.proxy.route.pop.GeoWatch;
import io.tollgate.proxy.route.pop.MeasuredRoundTrips;
import io.tollgate.proxy.route.pop.PopSelector;
import io.tollgate.proxy.route.pop.PopSettings;
import io.tollgate.proxy.route.pop.Verdicts;
import io.tollgate.proxy.time.Clock;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;

/**
 * The points of presence of the running edge: one map, one choice, whether a call asks for it or an
 * explanation. For any thread.
 */
final class PopsInForce implements AutoCloseable {
  private static final int SWEEP_SECONDS = 10;

  private final PopSettings settings;
  private final Optional<Verdicts> verdicts;
  private final Optional<Choice> choice;
  private final Optional<GeoWatch> map;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("verdict-sweep").daemon().factory());

  private record Choice(PopSelector selector, MeasuredRoundTrips roundTrips) {}

  private PopsInForce(PopSettings settings, String ours, GatewaysInForce gateways) {
    this.settings = settings;
    this.verdicts = settings.steering().key().map(key -> new Verdicts(key, ours));
    GeoLocator locator = new GeoLocator(settings.geo());
    this.map = settings.geo().database().map(file -> GeoWatch.start(file, locator));
    this.choice =
        settings
            .home()
            .map(
                home -> {
                  MeasuredRoundTrips measured =
                      new MeasuredRoundTrips(home, Clock.SYSTEM, gateways::roundTripMillis);
                  return new Choice(
                      new PopSelector(
                          settings.pops(), home, locator, measured, gateways::takesCalls),
                      measured);
                });
  }

  /**
   * Reads the map, where there is one; it follows its file from now on.
   *
   * @param ours the name of this node's own
   * @param gateways knows how the edges of the others do
   */
  static PopsInForce start(PopSettings settings, String ours, GatewaysInForce gateways) {
    PopsInForce pops = new PopsInForce(settings, ours, gateways);
    pops.verdicts.ifPresent(
        known ->
            pops.sweeper.scheduleWithFixedDelay(
                () -> known.sweep(Clock.SYSTEM.now()),
                SWEEP_SECONDS,
                SWEEP_SECONDS,
                TimeUnit.SECONDS));
    return pops;
  }

  /** Signs and reads what points tell each other of calls; empty where none goes between them. */
  Optional<Verdicts> verdicts() {
    return verdicts;
  }

  /** Is to be told how far callers turn out to be. */
  ObjLongConsumer<InetAddress> roundTrips() {
    return choice.isPresent() ? choice.get().roundTrips : (caller, nanos) -> {};
  }

  /** Gets calls to the nearest. */
  PopSteering steering(GatewaysInForce gateways, GatewayBook book) {
    return choice
        .map(
            known ->
                new PopSteering(
                    settings.steering(), known.selector, verdicts, gateways::isPop, book))
        .orElse(PopSteering.NONE);
  }

  /** The same choice for those who only ask. */
  RoutePlaces places(String ours) {
    return new RoutePlaces(choice.map(Choice::selector), ours, settings.steering());
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
    map.ifPresent(GeoWatch::close);
  }
}
