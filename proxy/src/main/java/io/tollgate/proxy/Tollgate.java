package io.tollgate.proxy;

import io.tollgate.proxy.admission.AbuseGuard;
import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.admission.CreditLedger;
import io.tollgate.proxy.admission.SqliteBanBook;
import io.tollgate.proxy.call.CallEnvironment;
import io.tollgate.proxy.call.CallSetup;
import io.tollgate.proxy.call.PopSteering;
import io.tollgate.proxy.call.RouteExplainer;
import io.tollgate.proxy.cdr.CdrIds;
import io.tollgate.proxy.cdr.CdrOutbox;
import io.tollgate.proxy.cdr.SqliteCdrStore;
import io.tollgate.proxy.cli.RunningEdge;
import io.tollgate.proxy.config.ConfigFile;
import io.tollgate.proxy.config.ConfigWatch;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.deck.DeckSwap;
import io.tollgate.proxy.deck.DeckWatch;
import io.tollgate.proxy.deck.PriceBooks;
import io.tollgate.proxy.demo.DemoCarrier;
import io.tollgate.proxy.demo.DemoSettings;
import io.tollgate.proxy.http.AdminServer;
import io.tollgate.proxy.http.AdminServerException;
import io.tollgate.proxy.http.AdminSources;
import io.tollgate.proxy.http.Operations;
import io.tollgate.proxy.observe.Metrics;
import io.tollgate.proxy.route.CarrierDecks;
import io.tollgate.proxy.route.GatewayBook;
import io.tollgate.proxy.route.dns.ServerName;
import io.tollgate.proxy.route.health.DrainBook;
import io.tollgate.proxy.route.health.HealthBook;
import io.tollgate.proxy.sip.LoopResources;
import io.tollgate.proxy.sip.SipEdge;
import io.tollgate.proxy.sip.TrunkServices;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.store.DeckVersions;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreException;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.trunk.DigestAuthenticator;
import io.tollgate.proxy.trunk.Registrations;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.rating.deck.RateDecks;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge, wired: the only place that knows all parts. They start in the order in which they are
 * written here, each on those before it, and stop in the opposite order: first nobody calls any
 * more, then the calls end, then their records are written.
 */
public final class Tollgate implements RunningEdge {
  private static final Logger LOG = LoggerFactory.getLogger(Tollgate.class);

  /** How long peers may take to answer the BYE of a shutdown. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private static final int SWEEP_SECONDS = 10;

  private final Deque<Part> parts = new ArrayDeque<>();
  private final AtomicReference<InForce> inForce;
  private final GatewayNames names;
  private final HealthBook health;
  private final GatewayBook book;
  private GatewaysInForce gateways;
  private Reloader reloader;
  private volatile boolean listening;

  /** A part that runs, and how it is stopped. */
  private record Part(String name, Stop stop) {
    @FunctionalInterface
    interface Stop {
      void run() throws Exception;
    }
  }

  private Tollgate(TollgateConfig config) {
    names = new GatewayNames(config.dns(), config.sip().listen());
    health = new HealthBook(Clock.SYSTEM, names.book());
    book = new GatewayBook(health);
    inForce = new AtomicReference<>(InForce.of(config, book));
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
      tollgate.startParts(config, file);
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

  private void startParts(TollgateConfig config, ConfigFile file) throws StartFailure {
    Store store = openStore(config);
    gateways =
        new GatewaysInForce(inForce::get, names, health, config.pops(), new DrainBook(store));
    RateDecks decks = new RateDecks();
    DeckVersions versions = new DeckVersions(store);
    DeckSwap swap = new DeckSwap(versions, decks, InstantSource.system());
    PriceBooks books = new PriceBooks(versions, InstantSource.system());
    books.replace(inForce.get().priceBooks());
    CreditInForce credit = startCredit(config, store);
    reloader =
        new Reloader(
            file, inForce, book, startDecks(config, swap), books, credit, gateways::follow);
    SqliteCdrStore cdrs = new SqliteCdrStore(store);
    CdrOutbox outbox = new CdrOutbox(cdrs, CdrOutbox.Settings.DEFAULT);
    running("records", outbox::close);
    AdmissionControl admission = startAdmission(credit.ledger());
    Metrics metrics = new Metrics(version(), config.sip().loopCount());
    metrics.watch(outbox);
    metrics.watchPermits(admission::activeCalls);
    running("metrics", metrics::close);
    if (config.demo().isPresent()) {
      startDemoCarrier(config.demo().get());
    }
    Registrations registrations = new Registrations(config.registration());
    metrics.watch(registrations);
    AbuseGuard guard = startGuard(config, store);
    metrics.watch(guard);
    metrics.watchGateways(gateways::peers, health::opened);
    running("names of gateways", names::close);
    gateways.follow();
    gateways.drainAgain();
    PopsInForce pops = PopsInForce.start(config.pops(), config.node().pop(), gateways);
    running("points of presence", pops::close);
    SipEdge sip =
        startSip(config, decks, books, registrations, admission, guard, pops, outbox, metrics);
    startHttp(
        config,
        metrics,
        cdrs,
        decks,
        new PricesInForce(inForce::get, decks, swap, books),
        credit,
        registrations,
        admission,
        guard,
        pops,
        sip);
    if (config.node().watch()) {
      ConfigWatch watch = ConfigWatch.start(reloader::files, this::reload);
      running("configuration watch", watch::close);
    }
    listening = true;
  }

  private static String version() {
    String version = Tollgate.class.getPackage().getImplementationVersion();
    return version == null ? "built from sources" : version;
  }

  private Store openStore(TollgateConfig config) throws StartFailure {
    try {
      Store store = Store.open(config.store());
      running("store", store::close);
      return store;
    } catch (StoreException e) {
      throw new StartFailure(
          "store.file", e.getMessage(), "name a file that this user may write", e);
    }
  }

  /** The decks under the numbers that their contents have had since they were first seen. */
  private DeckWatch startDecks(TollgateConfig config, DeckSwap swap) {
    config.decks().forEach(swap::put);
    DeckWatch watch = DeckWatch.start(config.decks(), swap);
    running("deck watch", watch::close);
    return watch;
  }

  /** The money of accounts. It is closed after the last record, which charges what it says. */
  private CreditInForce startCredit(TollgateConfig config, Store store) throws StartFailure {
    CreditInForce credit = CreditInForce.start(config, new CreditBook(store));
    running("credit", credit::close);
    return credit;
  }

  /** Who may call how fast; the state of those that call no more is dropped beside the loops. */
  private AdmissionControl startAdmission(CreditLedger ledger) {
    AdmissionControl admission = new AdmissionControl(ledger);
    ScheduledExecutorService sweeper =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("admission-sweep").daemon().factory());
    sweeper.scheduleWithFixedDelay(
        () -> admission.sweep(System.nanoTime()), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    running("admission", sweeper::shutdownNow);
    return admission;
  }

  /** Keeps out whom it kept out before the last stop, as long as that holds. */
  private AbuseGuard startGuard(TollgateConfig config, Store store) {
    SqliteBanBook book = new SqliteBanBook(store);
    running("bans", book::close);
    return new AbuseGuard(config.abuse(), this::knows, Clock.SYSTEM, book);
  }

  /** Whether some list, gateway or contact of a trunk names this address. */
  private boolean knows(InetAddress address) {
    return inForce.get().knows(address) || names.book().knows(address) || gateways.isPop(address);
  }

  private void startDemoCarrier(DemoSettings settings) throws StartFailure {
    try {
      DemoCarrier carrier = new DemoCarrier(settings);
      running("demonstration carrier", carrier::close);
      carrier.start();
    } catch (IOException e) {
      throw new StartFailure("demo.bind", e.getMessage(), "stop what uses it, or bind another", e);
    }
  }

  private SipEdge startSip(
      TollgateConfig config,
      RateDecks decks,
      PriceBooks books,
      Registrations registrations,
      AdmissionControl admission,
      AbuseGuard guard,
      PopsInForce pops,
      CdrOutbox outbox,
      Metrics metrics)
      throws StartFailure {
    TrunkAuthenticator authenticator =
        new TrunkAuthenticator(
            () -> inForce.get().trunks(),
            new DigestAuthenticator(config.digest(), new SecureRandom()),
            guard);
    PopSteering steering = pops.steering(gateways, book);
    try {
      SipEdge sip =
          SipEdge.start(
              config.sip(),
              new TrunkServices(() -> inForce.get().trunks(), authenticator, registrations),
              new SipEdge.Peers(
                  address -> knows(address) || registrations.knows(address),
                  gateways::isPop,
                  address ->
                      inForce
                          .get()
                          .tlsName(address)
                          .or(() -> names.book().nameAt(address).map(ServerName::host)),
                  gateways::probed,
                  pops.verdicts(),
                  pops.roundTrips()),
              guard,
              loop ->
                  setup(
                      config,
                      loop,
                      authenticator,
                      admission,
                      decks,
                      books,
                      registrations,
                      steering,
                      outbox,
                      metrics),
              metrics.calls(),
              new WireMetrics(metrics.sip()));
      running("SIP", sip::close);
      metrics.watchConnections(sip::openConnections, sip::handshakes, sip::connectionsTurnedAway);
      running("calls", () -> sip.hangUpAll(FAREWELL));
      return sip;
    } catch (SipEdge.ListenException e) {
      throw new StartFailure(
          "listen[" + e.index() + "].bind",
          e.getMessage(),
          "stop what uses it, or bind another",
          e);
    }
  }

  private CallSetup setup(
      TollgateConfig config,
      LoopResources loop,
      TrunkAuthenticator authenticator,
      AdmissionControl admission,
      RateDecks decks,
      PriceBooks books,
      Registrations registrations,
      PopSteering steering,
      CdrOutbox outbox,
      Metrics metrics) {
    CdrIds ids = new CdrIds();
    CallEnvironment environment =
        new CallEnvironment(
            loop.clock(),
            loop.timers(),
            loop.registry(),
            loop.legs(),
            config.calls(),
            new CarrierDecks(carrier -> inForce.get().deckOf(carrier), decks),
            health,
            outbox::offer,
            metrics.calls(),
            address -> inForce.get().calls().routes().gatewayAt(address));
    return new CallSetup(
            authenticator,
            admission,
            decks,
            () -> inForce.get().calls(),
            config.node().pop(),
            InjectedCost.of(() -> ids.next(loop.clock().now().toEpochMilli())),
            outbox::nearlyFull,
            books::of,
            registrations,
            environment)
        .steeredBy(steering);
  }

  private void startHttp(
      TollgateConfig config,
      Metrics metrics,
      SqliteCdrStore cdrs,
      RateDecks decks,
      PricesInForce prices,
      CreditInForce credit,
      Registrations registrations,
      AdmissionControl admission,
      AbuseGuard guard,
      PopsInForce pops,
      SipEdge sip)
      throws StartFailure {
    try {
      AdminServer http =
          AdminServer.start(
              config.http(),
              () -> inForce.get().tokens(),
              new AdminSources(
                  () -> missing(sip),
                  metrics::write,
                  cdrs,
                  prices,
                  credit,
                  () -> registrations.all(System.nanoTime()),
                  new Operations(
                      reloader,
                      reloader,
                      new TrunksInForce(inForce::get, admission),
                      new LiveCalls(sip),
                      guard,
                      gateways,
                      routes(config, decks, pops))));
      running("HTTP", http::close);
    } catch (AdminServerException e) {
      throw new StartFailure("http.bind", e.getMessage(), "stop what uses it, or bind another", e);
    }
  }

  private RoutesInForce routes(TollgateConfig config, RateDecks decks, PopsInForce pops) {
    return new RoutesInForce(
        inForce::get,
        new RouteExplainer(
            decks,
            new CarrierDecks(carrier -> inForce.get().deckOf(carrier), decks),
            pops.places(config.node().pop())),
        Clock.SYSTEM);
  }

  private List<String> missing(SipEdge sip) {
    List<String> missing = new ArrayList<>(sip.missing());
    if (!listening) {
      missing.add("the edge is starting or stopping");
    }
    if (sip.isDraining()) {
      missing.add("new calls, which are turned away until DELETE /v1/drain");
    }
    return missing;
  }

  private void running(String name, Part.Stop stop) {
    parts.push(new Part(name, stop));
  }

  @Override
  public void reload() {
    try {
      reloader.reload();
    } catch (RuntimeException e) {
      LOG.error("the configuration cannot be read again", e); // whoever asked has no use for it
    }
  }

  /**
   * Ends the calls, writes their records, stops everything. The second and later calls do nothing.
   */
  @Override
  public void close() {
    listening = false;
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.stop.run();
      } catch (Exception e) {
        LOG.error("{} did not stop as it should", part.name, e);
      }
    }
  }
}
