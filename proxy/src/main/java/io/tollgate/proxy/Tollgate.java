package io.tollgate.proxy;

import io.tollgate.proxy.cli.RunningEdge;
import io.tollgate.proxy.config.ConfigFile;
import io.tollgate.proxy.config.ConfigWatch;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.demo.DemoCarrier;
import io.tollgate.proxy.demo.DemoSettings;
import io.tollgate.proxy.http.AdminServer;
import io.tollgate.proxy.observe.Metrics;
import io.tollgate.proxy.route.GatewayBook;
import io.tollgate.proxy.route.health.DrainBook;
import io.tollgate.proxy.route.health.HealthBook;
import io.tollgate.proxy.sip.SipEdge;
import io.tollgate.proxy.store.ProvisioningHistory;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreException;
import io.tollgate.proxy.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge, wired: this package is the only one that knows all parts, and here they are put
 * together. They start in the order in which they are written here, each on those before it, and
 * stop in the opposite order: first nobody calls any more, then the calls end, then their records
 * are written.
 */
public final class Tollgate implements RunningEdge {
  private static final Logger LOG = LoggerFactory.getLogger(Tollgate.class);

  /** How long peers may take to answer the BYE of a shutdown. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final RunningParts running = new RunningParts();
  private final TollgateConfig config;
  private final GatewayNames names;
  private final HealthBook health;
  private final GatewayBook book;
  private final AtomicReference<InForce> inForce;
  private Reloader reloader;
  private volatile boolean listening;

  private Tollgate(TollgateConfig config) {
    this.config = config;
    names = new GatewayNames(config.dns(), config.sip().listen());
    health = new HealthBook(Clock.SYSTEM, names.book());
    book = new GatewayBook(health);
    inForce = new AtomicReference<>(inForce(config));
  }

  private InForce inForce(TollgateConfig read) {
    return InForce.of(read, book, names.book());
  }

  /**
   * Starts everything; returns when it listens.
   *
   * @param file where the configuration came from, to be read again when it changes
   * @throws StartFailure where something that the configuration asks for cannot be had; nothing is
   *     left running then
   */
  public static Tollgate start(TollgateConfig config, ConfigFile file) throws StartFailure {
    config.warnings().forEach(LOG::warn);
    Tollgate tollgate = new Tollgate(config);
    try {
      tollgate.startParts(file);
    } catch (StartFailure | RuntimeException e) {
      tollgate.close();
      throw e;
    }
    LOG.info(
        "ready: {} trunks of {} accounts, {} decks, {} carriers",
        config.trunks().trunks().size(),
        config.accounts().size(),
        config.decks().size(),
        config.carriers().size());
    return tollgate;
  }

  private void startParts(ConfigFile file) throws StartFailure {
    Store store = openStore();
    Charging charging = Charging.start(config, inForce.get(), store, running);
    Metrics metrics = new Metrics(version(), config.sip().loopCount());
    running.add("metrics", metrics::close);
    if (config.demo().isPresent()) {
      startDemoCarrier(config.demo().get());
    }
    Routing routing = startRouting(store);
    Access access =
        Access.open(
            config,
            inForce::get,
            address -> routing.know(address, inForce::get),
            charging.credit().ledger(),
            store,
            running);
    watch(metrics, charging, access, routing);
    reloader =
        new Reloader(
            file,
            inForce,
            this::inForce,
            charging.watch(),
            charging.books(),
            charging.credit(),
            new ProvisioningHistory(store),
            InstantSource.system(),
            () -> {
              routing.gateways().follow();
              access.registrations().retain(inForce.get().trunks(), System.nanoTime());
            });
    SipEdge sip = new SipWiring(config, inForce::get, charging, access, routing, metrics).start();
    running.add("SIP", sip::close);
    metrics.watchConnections(sip::openConnections, sip::handshakes, sip::connectionsTurnedAway);
    running.add("calls", () -> sip.hangUpAll(FAREWELL));
    AdminServer http =
        new AdminWiring(config, inForce::get, reloader, charging, access, routing, metrics)
            .start(
                sip,
                new Readiness(
                    () -> listening, sip::missing, sip::isDraining, charging.outbox()::nearlyFull));
    running.add("HTTP", http::close);
    if (config.node().watch()) {
      ConfigWatch watch = ConfigWatch.start(reloader::files, this::reload);
      running.add("configuration watch", watch::close);
    }
    listening = true;
  }

  private static String version() {
    String version = Tollgate.class.getPackage().getImplementationVersion();
    return version == null ? "built from sources" : version;
  }

  private Store openStore() throws StartFailure {
    try {
      Store store = Store.open(config.store());
      running.add("store", store::close);
      return store;
    } catch (StoreException e) {
      throw new StartFailure(
          "store.file", e.getMessage(), "name a file that this user may write", e);
    }
  }

  private void startDemoCarrier(DemoSettings settings) throws StartFailure {
    try {
      DemoCarrier carrier = new DemoCarrier(settings);
      running.add("demonstration carrier", carrier::close);
      carrier.start();
    } catch (IOException e) {
      throw new StartFailure("demo.bind", e.getMessage(), "stop what uses it, or bind another", e);
    }
  }

  /** Looks up names; keeps drained what was drained before the last stop. */
  private Routing startRouting(Store store) {
    GatewaysInForce gateways =
        new GatewaysInForce(inForce::get, names, health, config.pops(), new DrainBook(store));
    running.add("names of gateways", names::close);
    gateways.follow();
    gateways.drainAgain();
    PopsInForce pops = PopsInForce.start(config.pops(), config.node().pop(), gateways);
    running.add("points of presence", pops::close);
    return new Routing(names, health, book, gateways, pops);
  }

  private void watch(Metrics metrics, Charging charging, Access access, Routing routing) {
    metrics.watch(charging.outbox());
    metrics.watchPermits(access.admission()::activeCalls);
    metrics.watch(access.registrations());
    metrics.watch(access.guard());
    metrics.watchGateways(routing.gateways()::peers, health::opened);
  }

  @Override
  public void reload() {
    try {
      reloader.reloadByItself();
    } catch (RuntimeException e) {
      LOG.error("the configuration cannot be read again", e); // whoever asked has no use for it
    }
  }

  /**
   * Ends the calls, writes their records, stops everything. The second and later calls do nothing.
   */
  @Override
  public void close() {
    if (listening) {
      LOG.info("stopping: new calls are refused, those that are up end");
    }
    listening = false;
    running.close();
  }
}
