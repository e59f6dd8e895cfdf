package io.tollgate.proxy;

import io.tollgate.proxy.http.GatewaySource;
import io.tollgate.proxy.route.Availability;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.health.HealthBook;
import io.tollgate.proxy.route.health.PeerView;
import io.tollgate.proxy.route.health.ProbeSettings;
import io.tollgate.proxy.route.health.ProbeTarget;
import io.tollgate.proxy.route.pop.Pop;
import io.tollgate.proxy.route.pop.PopSettings;
import io.tollgate.proxy.route.pop.SteeringSettings;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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

  GatewaysInForce(
      Supplier<InForce> inForce, GatewayNames names, HealthBook health, PopSettings pops) {
    this.pops = pops;
    this.names = names;
    this.inForce = inForce;
    this.health = health;
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

  /** Whether calls may be sent to another point of presence now. */
  boolean takesCalls(Pop pop) {
    return pops.steering().others().stream()
        .filter(other -> other.id().equals(pop.id()))
        .anyMatch(other -> health.of(other).availability(System.nanoTime()) == Availability.USABLE);
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
    Optional<Gateway> found =
        withPops().stream()
            .filter(known -> known.carrier().equals(carrier) && known.id().equals(gateway))
            .findFirst();
    found.ifPresent(
        known -> {
          health.drain(known, away);
          LOG.info(
              "gateway {}/{} {}",
              carrier,
              gateway,
              away ? "gets no new calls" : "gets calls again");
        });
    return found.isPresent();
  }

  /** Looks up the names of those that are in force now, and forgets the health of others. */
  void follow() {
    names.watch(withPops());
    health.retain(withPops());
  }
}
