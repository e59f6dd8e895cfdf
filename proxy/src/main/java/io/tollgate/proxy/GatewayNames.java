package io.tollgate.proxy;

import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayUri;
import io.tollgate.proxy.route.dns.DnsSettings;
import io.tollgate.proxy.route.dns.Location;
import io.tollgate.proxy.route.dns.NameBook;
import io.tollgate.proxy.route.dns.ServerLocator;
import io.tollgate.proxy.route.dns.ServerName;
import io.tollgate.proxy.sip.ListenSettings;
import io.tollgate.proxy.sip.dns.NettyDns;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Has the names of gateways looked up, beside the loops. An edge that has none never asks DNS.
 *
 * <p>For any thread.
 */
final class GatewayNames implements AutoCloseable {
  private static final long MILLIS_BETWEEN_LOOKS = 200;

  private final DnsSettings settings;
  private final List<ListenSettings> listen;
  private final NameBook book;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gateway-names").daemon().factory());
  private Optional<NettyDns> dns = Optional.empty();
  private boolean started;

  /**
   * Nobody's name is looked up yet.
   *
   * @param listen what the edge speaks: over nothing else can a gateway be reached
   */
  GatewayNames(DnsSettings settings, List<ListenSettings> listen) {
    this.settings = settings;
    this.listen = listen;
    this.book = new NameBook(this::locate, System::nanoTime, settings.keep());
  }

  /** Where they are. */
  NameBook book() {
    return book;
  }

  /** From now on the names of these are looked up, and no others. */
  synchronized void watch(Collection<Gateway> gateways) {
    book.watch(
        gateways.stream()
            .map(Gateway::uri)
            .filter(GatewayUri::isUnresolved)
            .map(uri -> uri.name().orElseThrow())
            .collect(Collectors.toSet()));
    if (!started) {
      started = true;
      clockwork.scheduleWithFixedDelay(book::look, 0, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    }
  }

  /** On the clockwork's thread. */
  private CompletionStage<Location> locate(ServerName name) {
    return locator().locate(name);
  }

  private synchronized ServerLocator locator() {
    NettyDns queries = dns.orElseGet(() -> new NettyDns(settings));
    dns = Optional.of(queries);
    return new ServerLocator(
        queries,
        transport -> listen.stream().anyMatch(point -> point.transport() == transport),
        (transport, address) ->
            listen.stream()
                .filter(point -> point.transport() == transport)
                .anyMatch(point -> point.bind().getAddress().getClass() == address.getClass()));
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
    synchronized (this) {
      dns.ifPresent(NettyDns::close);
    }
  }
}
