package io.tollgate.proxy;

import io.tollgate.proxy.http.route.GatewaySource;
import io.tollgate.proxy.route.Availability;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.dns.Location;
import io.tollgate.proxy.route.health.DrainBook;
import io.tollgate.proxy.route.health.HealthBook;
import io.tollgate.proxy.route.health.PeerView;
import io.tollgate.proxy.route.health.ProbeSettings;
import io.tollgate.proxy.route.health.ProbeTarget;
import io.tollgate.proxy.route.pop.Pop;
import io.tollgate.proxy.route.pop.PopSettings;
import io.tollgate.proxy.route.pop.SteeringSettings;
import io.tollgate.proxy.store.StoreException;
import io.tollgate.proxy.time.Clock;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateways of the running edge and their health, for whoever asks. For any thread. */
final class GatewaysInForce implements GatewaySource {
  private static final Logger LOG = LoggerFactory.getLogger(GatewaysInForce.class);

  private final Supplier<InForce> inForce;
  private final GatewayNames names;
  private final HealthBook health;
  private final PopSettings pops;
  private final DrainBook drains;

  /** What the log has been told of {@link #tellMistaken}. */
  private final Set<String> mistaken = ConcurrentHashMap.newKeySet();

  /**
   * Those in force.
   *
   * @param drains outlives the process
   */
  GatewaysInForce(
      Supplier<InForce> inForce,
      GatewayNames names,
      HealthBook health,
      PopSettings pops,
      DrainBook drains) {
    this.drains = drains;
    this.pops = pops;
    this.names = names;
    this.inForce = inForce;
    this.health = health;
    names.book().whenMoved(this::tellMistaken);
  }

  /**
   * Warns, once, of carriers known by name whose calls are taken for a trunk's, because DNS has
   * them at an address that a list of the trunk's has.
   */
  private void tellMistaken() {
    InForce now = inForce.get();
    Set<String> found = new HashSet<>();
    for (Gateway gateway : now.calls().inbound().carriers().named()) {
      for (Location.Target at : names.book().targets(gateway.uri().name().orElseThrow())) {
        InetAddress address = at.address().getAddress();
        if (now.trunks().knows(address)) {
          found.add(
              "calls of carrier %s from %s, which is %s, are taken for those of a trunk whose list has that address"
                  .formatted(gateway.carrier(), address.getHostAddress(), gateway.uri()));
        }
      }
    }
    mistaken.retainAll(found);
    found.stream().filter(mistaken::add).forEach(LOG::warn);
  }

  private List<Gateway> all() {
    return inForce.get().calls().routes().gateways();
  }

  private List<Gateway> withPops() {
    List<Gateway> both = new ArrayList<>(all());
    both.addAll(pops.steering().others());
    return both;
  }

  /** Whether another point of presence's edge is at this address. */
  boolean isPop(InetAddress address) {
    return pops.steering().others().stream()
        .flatMap(other -> health.everywhere(other).stream())
        .anyMatch(at -> at.address().getAddress().equals(address));
  }

  /**
   * Whether calls may be sent to another point of presence now. Where none ever are, nobody watches
   * them: then they may, for whoever asks which one is the nearest.
   */
  boolean takesCalls(Pop pop) {
    return edgeOf(pop).stream()
        .allMatch(edge -> health.of(edge).availability(System.nanoTime()) == Availability.USABLE);
  }

  /** Milliseconds to another point of presence and back; empty where none has been measured. */
  OptionalDouble roundTripMillis(Pop pop) {
    return edgeOf(pop).stream()
        .flatMap(other -> health.everywhere(other).stream())
        .map(at -> health.health(at).roundTripNanos())
        .flatMapToLong(OptionalLong::stream)
        .mapToDouble(nanos -> nanos / 1e6)
        .min();
  }

  /** Whom to ask whether they are there. */
  List<ProbeTarget> probed() {
    List<ProbeTarget> targets = new ArrayList<>();
    for (Gateway gateway : withPops()) {
      if (gateway.health().probe().isPresent()) {
        ProbeSettings settings = gateway.health().probe().get();
        health
            .everywhere(gateway)
            .forEach(
                at ->
                    targets.add(
                        new ProbeTarget(
                            at.uri(),
                            settings,
                            health.health(at),
                            gateway.carrier().equals(SteeringSettings.CARRIER))));
      }
    }
    return targets;
  }

  @Override
  public List<PeerView> gateways() {
    return all().stream().map(this::view).toList();
  }

  /** Gateways and other points of presence. */
  List<PeerView> peers() {
    List<PeerView> peers = new ArrayList<>(gateways());
    pops().forEach(pop -> pop.health().ifPresent(peers::add));
    return peers;
  }

  private PeerView view(Gateway gateway) {
    return new PeerView(
        gateway.carrier(),
        gateway.id(),
        gateway.uri().toString(),
        health.isDrained(gateway),
        health.everywhere(gateway).stream()
            .map(at -> new PeerView.At(at.uri().toString(), health.health(at).view()))
            .toList(),
        health.problem(gateway));
  }

  @Override
  public List<PopView> pops() {
    return pops.pops().stream().map(pop -> new PopView(pop, edgeOf(pop).map(this::view))).toList();
  }

  private Optional<Gateway> edgeOf(Pop pop) {
    return pops.steering().others().stream()
        .filter(other -> other.id().equals(pop.id()))
        .findFirst();
  }

  @Override
  public boolean drain(String carrier, String gateway, boolean away) {
    Optional<Gateway> found = find(carrier, gateway);
    found.ifPresent(
        known -> {
          health.drain(known, away);
          LOG.info(
              "gateway {}/{} {}",
              carrier,
              gateway,
              away ? "gets no new calls" : "gets calls again");
          keep(carrier, gateway, away);
        });
    return found.isPresent();
  }

  private void keep(String carrier, String gateway, boolean away) {
    try {
      if (away) {
        drains.drained(carrier, gateway, Clock.SYSTEM.now());
      } else {
        drains.undrained(carrier, gateway);
      }
    } catch (StoreException e) {
      LOG.warn("that will not outlive this run: {}", e.getMessage());
    }
  }

  /** Keeps calls from what they were kept from before the last stop; that it is told, too. */
  void drainAgain() {
    try {
      for (DrainBook.Drain kept : drains.kept()) {
        find(kept.carrier(), kept.gateway())
            .ifPresent(
                known -> {
                  health.drain(known, true);
                  LOG.warn(
                      "gateway {}/{} gets no new calls: it was drained at {}",
                      kept.carrier(),
                      kept.gateway(),
                      kept.since());
                });
      }
    } catch (StoreException e) {
      LOG.warn("which gateways were drained is not known: {}", e.getMessage());
    }
  }

  private void forgetDrains() {
    try {
      for (DrainBook.Drain kept : drains.kept()) {
        if (find(kept.carrier(), kept.gateway()).isEmpty()) {
          drains.undrained(kept.carrier(), kept.gateway());
        }
      }
    } catch (StoreException e) {
      LOG.warn("gateways that are gone stay drained: {}", e.getMessage());
    }
  }

  private Optional<Gateway> find(String carrier, String gateway) {
    return withPops().stream()
        .filter(known -> known.carrier().equals(carrier) && known.id().equals(gateway))
        .findFirst();
  }

  /** Looks up the names of those that are in force now, and forgets what is known of others. */
  void follow() {
    List<Gateway> named = withPops();
    named.addAll(inForce.get().calls().inbound().contacts());
    names.watch(named);
    health.retain(withPops());
    forgetDrains();
  }
}
