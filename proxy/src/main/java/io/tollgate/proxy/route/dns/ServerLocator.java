package io.tollgate.proxy.route.dns;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.dns.DnsQueries.Answer;
import io.tollgate.proxy.route.dns.DnsQueries.Naptr;
import io.tollgate.proxy.route.dns.DnsQueries.Srv;
import io.tollgate.proxy.route.dns.Location.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Finds SIP servers by name (RFC 3263 §4): what the URI says stands; what it leaves open, NAPTR
 * records say, else SRV records of the transports that we speak, else the transport is UDP (TLS for
 * {@code sips:}) at its default port.
 *
 * <p>Pure but for what it asks; for any thread.
 */
public final class ServerLocator {
  /** Nothing is kept for longer, whatever its TTL says. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Servers whose addresses could not be asked for are asked for again that soon. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final int RANKS_OF_ONE_SERVICE = 1 << 16;

  private final DnsQueries dns;
  private final Predicate<Transport> spoken;
  private final BiPredicate<Transport, InetAddress> reachable;

  /** A transport of a server, and the name of its SRV records. */
  private record Service(Transport transport, String srvName) {}

  /**
   * A locator.
   *
   * @param spoken whether the edge speaks a transport
   * @param reachable whether it does so with an address of that family
   */
  public ServerLocator(
      DnsQueries dns, Predicate<Transport> spoken, BiPredicate<Transport, InetAddress> reachable) {
    this.dns = dns;
    this.spoken = spoken;
    this.reachable = reachable;
  }

  /** Finds a server; fails where DNS gives no answer. */
  public CompletionStage<Location> locate(ServerName server) {
    Optional<Transport> stated = server.transport();
    if (server.port() != 0) {
      Transport transport = stated.orElse(fallback(server));
      return addresses(server.host(), server.port(), transport, 0, 0);
    }
    if (stated.isPresent()) {
      return viaSrv(server, List.of(service(server, stated.get())), LONGEST);
    }
    return dns.naptr(server.host())
        .thenCompose(
            answer -> {
              List<Service> services = services(server, answer.records());
              return services.isEmpty()
                  ? viaSrv(server, ownServices(server), answer.life())
                  : viaSrv(server, services, answer.life());
            });
  }

  private static Transport fallback(ServerName server) {
    return server.sips() ? Transport.TLS : Transport.UDP;
  }

  private static Service service(ServerName server, Transport transport) {
    return new Service(
        transport,
        switch (transport) {
              case UDP -> "_sip._udp.";
              case TCP -> "_sip._tcp.";
              case TLS -> "_sips._tcp.";
            }
            + server.host());
  }

  /** Without NAPTR, those that we speak, the cheapest first. */
  private List<Service> ownServices(ServerName server) {
    List<Service> own = new ArrayList<>();
    for (Transport transport : Transport.values()) {
      if (spoken.test(transport) && (!server.sips() || transport == Transport.TLS)) {
        own.add(service(server, transport));
      }
    }
    return own;
  }

  private List<Service> services(ServerName server, List<Naptr> records) {
    List<Service> services = new ArrayList<>();
    records.stream()
        .filter(record -> record.flags().equalsIgnoreCase("s") && !record.replacement().isEmpty())
        .sorted(Comparator.comparingInt(Naptr::order).thenComparingInt(Naptr::preference))
        .forEach(
            record ->
                transportOf(record.services())
                    .filter(spoken)
                    .filter(transport -> !server.sips() || transport == Transport.TLS)
                    .ifPresent(
                        transport -> services.add(new Service(transport, record.replacement()))));
    return services;
  }

  private static Optional<Transport> transportOf(String services) {
    return switch (services.toUpperCase(Locale.ROOT)) {
      case "SIP+D2U" -> Optional.of(Transport.UDP);
      case "SIP+D2T" -> Optional.of(Transport.TCP);
      case "SIPS+D2T" -> Optional.of(Transport.TLS);
      default -> Optional.empty();
    };
  }

  /** All services, each after the one before; without a single SRV record, the name itself. */
  private CompletionStage<Location> viaSrv(
      ServerName server, List<Service> services, Duration life) {
    List<CompletableFuture<Location>> found = new ArrayList<>();
    for (int i = 0; i < services.size(); i++) {
      Service service = services.get(i);
      int first = i * RANKS_OF_ONE_SERVICE;
      found.add(
          dns.srv(service.srvName)
              .thenCompose(answer -> servers(answer, service.transport, first))
              .toCompletableFuture());
    }
    return allOf(found)
        .thenCompose(
            together -> {
              if (!together.targets().isEmpty() || !together.problem().isEmpty()) {
                return CompletableFuture.completedFuture(bounded(together, life));
              }
              Transport transport = server.transport().orElse(fallback(server));
              // For as long as there is no SRV record, the name itself will do.
              return addresses(server.host(), transport.defaultPort(), transport, 0, 0)
                  .thenApply(location -> bounded(bounded(location, together.life()), life));
            });
  }

  private CompletionStage<Location> servers(Answer<Srv> answer, Transport transport, int first) {
    List<CompletableFuture<Location>> found = new ArrayList<>();
    for (Srv record : answer.records()) {
      if (record.target().isEmpty() || record.target().equals(".")) {
        // The service is decidedly not available there (RFC 2782).
        return CompletableFuture.completedFuture(
            new Location(List.of(), answer.life(), "its SRV record says that there is none"));
      }
      found.add(
          addresses(
                  record.target(),
                  record.port(),
                  transport,
                  first + record.priority(),
                  record.weight())
              .toCompletableFuture());
    }
    return thoseOf(found).thenApply(location -> bounded(location, answer.life()));
  }

  private CompletionStage<Location> addresses(
      String host, int port, Transport transport, int rank, int weight) {
    return dns.addresses(host)
        .thenApply(
            answer -> {
              List<Target> targets = new ArrayList<>();
              for (InetAddress address : answer.records()) {
                if (reachable.test(transport, address)) {
                  targets.add(
                      new Target(new InetSocketAddress(address, port), transport, rank, weight));
                }
              }
              String problem =
                  !targets.isEmpty()
                      ? ""
                      : answer.records().isEmpty()
                          ? host + " has no address"
                          : host + " has no address that is spoken to over " + transport.label();
              return new Location(targets, answer.life(), problem);
            });
  }

  /**
   * What was found of them: where some of a service's servers cannot be asked about, the others
   * will do. Where that leaves none, there is no answer.
   */
  private static CompletableFuture<Location> thoseOf(List<CompletableFuture<Location>> found) {
    return CompletableFuture.allOf(found.toArray(CompletableFuture[]::new))
        .handle((done, failure) -> failure == null)
        .thenCompose(
            all -> {
              List<CompletableFuture<Location>> known =
                  found.stream().filter(part -> !part.isCompletedExceptionally()).toList();
              return all || known.stream().allMatch(part -> part.join().targets().isEmpty())
                  ? allOf(found)
                  : allOf(known).thenApply(ServerLocator::incomplete);
            });
  }

  private static Location incomplete(Location found) {
    Location soon = bounded(found, SOON);
    return new Location(
        soon.targets(), soon.life(), "DNS gives no answer about some of its servers");
  }

  /** What all of them found. A name that could not be asked about fails them all. */
  private static CompletableFuture<Location> allOf(List<CompletableFuture<Location>> found) {
    return CompletableFuture.allOf(found.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              List<Target> targets = new ArrayList<>();
              Duration life = LONGEST;
              String none = "";
              String incomplete = "";
              for (CompletableFuture<Location> part : found) {
                Location location = part.join();
                targets.addAll(location.targets());
                life = location.life().compareTo(life) < 0 ? location.life() : life;
                if (location.targets().isEmpty()) {
                  none = none.isEmpty() ? location.problem() : none;
                } else if (incomplete.isEmpty()) {
                  incomplete = location.problem();
                }
              }
              return new Location(targets, life, targets.isEmpty() ? none : incomplete);
            });
  }

  private static Location bounded(Location location, Duration life) {
    return location.life().compareTo(life) <= 0
        ? location
        : new Location(location.targets(), life, location.problem());
  }
}
