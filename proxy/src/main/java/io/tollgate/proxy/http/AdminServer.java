package io.tollgate.proxy.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.tollgate.proxy.http.access.AccessCheck;
import io.tollgate.proxy.http.access.AccessTokens;
import io.tollgate.proxy.http.access.HostCheck;
import io.tollgate.proxy.http.call.CdrPages;
import io.tollgate.proxy.http.call.LiveCallPages;
import io.tollgate.proxy.http.exchange.Pages;
import io.tollgate.proxy.http.exchange.Router;
import io.tollgate.proxy.http.node.HealthPages;
import io.tollgate.proxy.http.node.MetricsPages;
import io.tollgate.proxy.http.node.ProvisionPages;
import io.tollgate.proxy.http.node.ProvisioningPages;
import io.tollgate.proxy.http.node.ReloadPages;
import io.tollgate.proxy.http.price.DeckPages;
import io.tollgate.proxy.http.price.DeckUploadPages;
import io.tollgate.proxy.http.price.PricingPages;
import io.tollgate.proxy.http.price.QuotePages;
import io.tollgate.proxy.http.route.GatewayPages;
import io.tollgate.proxy.http.route.RoutePages;
import io.tollgate.proxy.http.trunk.BanPages;
import io.tollgate.proxy.http.trunk.CreditPages;
import io.tollgate.proxy.http.trunk.ListPages;
import io.tollgate.proxy.http.trunk.NumberPages;
import io.tollgate.proxy.http.trunk.RegistrationPages;
import io.tollgate.proxy.http.trunk.TrunkPages;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
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
        Stream.<Pages>of(
                new HealthPages(sources.health()),
                new MetricsPages(sources.metrics()),
                new CdrPages(sources.cdrs()),
                new QuotePages(sources.decks(), InstantSource.system()),
                new PricingPages(sources.decks()),
                new DeckPages(sources.decks()),
                new DeckUploadPages(sources.decks()),
                new CreditPages(sources.credit()),
                new RegistrationPages(sources.registrations()),
                new ReloadPages(sources.operations().reload()),
                new TrunkPages(sources.operations().trunks()),
                new ListPages(sources.operations().trunks()),
                new ProvisionPages(sources.operations().provision()),
                new ProvisioningPages(sources.operations().provision()),
                new NumberPages(sources.operations().trunks()),
                new LiveCallPages(sources.operations().calls()),
                new RoutePages(sources.operations().routes()),
                new BanPages(sources.operations().guard()),
                new GatewayPages(sources.operations().gateways()))
            .flatMap(pages -> pages.routes().stream())
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
