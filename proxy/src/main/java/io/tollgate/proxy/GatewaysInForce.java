package io.tollgate.proxy;

import io.tollgate.proxy.http.GatewaySource;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.health.HealthBook;
import io.tollgate.proxy.route.health.PeerView;
import io.tollgate.proxy.route.health.ProbeTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateways of the running edge and their health, for whoever asks. For any thread. */
final class GatewaysInForce implements GatewaySource {
  private static final Logger LOG = LoggerFactory.getLogger(GatewaysInForce.class);

  private final Supplier<InForce> inForce;
  private final HealthBook health;

  GatewaysInForce(Supplier<InForce> inForce, HealthBook health) {
    this.inForce = inForce;
    this.health = health;
  }

  private List<Gateway> all() {
    return inForce.get().calls().routes().gateways();
  }

  /** Whom to ask whether they are there. */
  List<ProbeTarget> probed() {
    List<ProbeTarget> targets = new ArrayList<>();
    for (Gateway gateway : all()) {
      gateway
          .health()
          .probe()
          .ifPresent(
              settings ->
                  targets.add(
                      new ProbeTarget(gateway.uri(), settings, health.health(gateway), false)));
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
        List.of(new PeerView.At(gateway.uri().toString(), health.health(gateway).view())),
        "");
  }

  @Override
  public List<PopView> pops() {
    return List.of();
  }

  @Override
  public boolean drain(String carrier, String gateway, boolean away) {
    Optional<Gateway> found =
        all().stream()
            .filter(known -> known.carrier().equals(carrier) && known.id().equals(gateway))
            .findFirst();
    found.ifPresent(
        known -> {
          health.drain(known, List.of(known), away);
          LOG.info(
              "gateway {}/{} {}",
              carrier,
              gateway,
              away ? "gets no new calls" : "gets calls again");
        });
    return found.isPresent();
  }

  /** Forgets the health of gateways that are gone. */
  void forgetOthers() {
    health.retain(all(), all());
  }
}
