package io.tollgate.proxy.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administration server. Reading on loopback is open to every process of the machine, but not
 * to web pages (the Host header is checked). Writing needs the admin token, and so does everything
 * that comes from elsewhere; where there are no tokens it listens on loopback only.
 *
 * <p>Each request has a virtual thread; a client that is slow holds that thread and, for as long as
 * {@link ServerLimits} say, one of its connections, and nobody else.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

  /** How long requests that are under way may take when the server is closed, in seconds. */
  private static final int FAREWELL_SECONDS = 2;

  private final HttpServer server;
  private final ExecutorService threads;

  private AdminServer(HttpServer server, HttpHandler handler) {
    this.server = server;
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    server.setExecutor(threads);
    server.createContext("/", handler);
  }

  /**
   * Listens and answers from now on.
   *
   * @throws AdminServerException where it cannot listen there: the port is taken, the address is
   *     not this machine's, or reachable from other machines and no token protects it
   */
  public static AdminServer start(HttpSettings settings, AdminSources sources) {
    return start(settings, settings::tokens, sources);
  }

  /**
   * The same, with tokens that may change.
   *
   * @param tokens those in force; asked for each request
   */
  public static AdminServer start(
      HttpSettings settings, Supplier<AccessTokens> tokens, AdminSources sources) {
    InetSocketAddress bind = settings.bind();
    boolean isLocal = !bind.isUnresolved() && bind.getAddress().isLoopbackAddress();
    if (!isLocal && !settings.tokens().areThere()) {
      throw new AdminServerException(
          "http.bind "
              + text(bind)
              + ": is not a loopback address, and whoever reaches this port could read all"
              + " records; add http.token, or name 127.0.0.1 or [::1]");
    }
    ServerLimits.apply();
    AccessCheck access = new AccessCheck(tokens);
    Dispatcher dispatcher = new Dispatcher(new HostCheck(bind), access, router(sources));
    AdminServer admin = new AdminServer(listen(bind), dispatcher);
    admin.server.start();
    LOG.info("administration on http://{}", text(admin.address()));
    if (!isLocal) {
      LOG.warn("HTTP off loopback is not encrypted: put a TLS proxy before it");
    }
    return admin;
  }

  private static HttpServer listen(InetSocketAddress bind) {
    try {
      return HttpServer.create(bind, 0);
    } catch (BindException e) {
      throw new AdminServerException(
          "http.bind "
              + text(bind)
              + ": cannot listen there ("
              + e.getMessage()
              + "); end what uses the port, or name another",
          e);
    } catch (IOException e) {
      throw new AdminServerException(
          "http.bind " + text(bind) + ": cannot listen there (" + e.getMessage() + ")", e);
    }
  }

  static Router router(AdminSources sources) {
    return new Router(
        Stream.of(
                new HealthPages(sources.health()).routes(),
                new MetricsPages(sources.metrics()).routes(),
                new CdrPages(sources.cdrs()).routes(),
                new QuotePages(sources.decks(), InstantSource.system()).routes(),
                new PricingPages(sources.decks()).routes(),
                new DeckPages(sources.decks()).routes(),
                new DeckUploadPages(sources.decks()).routes(),
                new CreditPages(sources.credit()).routes(),
                new RegistrationPages(sources.registrations()).routes(),
                new ReloadPages(sources.operations().reload()).routes(),
                new TrunkPages(sources.operations().trunks()).routes(),
                new ListPages(sources.operations().trunks()).routes(),
                new ProvisionPages(sources.operations().provision()).routes(),
                new ProvisioningPages(sources.operations().provision()).routes(),
                new NumberPages(sources.operations().trunks()).routes(),
                new LiveCallPages(sources.operations().calls()).routes(),
                new RoutePages(sources.operations().routes()).routes(),
                new BanPages(sources.operations().guard()).routes(),
                new GatewayPages(sources.operations().gateways()).routes())
            .flatMap(List::stream)
            .toList());
  }

  private static String text(InetSocketAddress address) {
    String host =
        address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Where it listens; the real port, where the settings asked for a free one. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Stops listening and gives requests that are under way two seconds. */
  @Override
  public void close() {
    server.stop(FAREWELL_SECONDS);
    threads.shutdownNow();
  }
}
