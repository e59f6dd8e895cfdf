package io.tollgate.proxy.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.tollgate.proxy.route.health.PeerView;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * How gateways and points of presence do, which may come and go with the configuration. Labels are
 * names of the configuration, so there are as many as it has.
 *
 * <p>For any thread.
 */
final class GatewayMetrics {
  private static final double MICROS = 1e6;

  private final Supplier<List<PeerView>> peers;
  private final MultiGauge usable;
  private final MultiGauge drained;
  private final MultiGauge roundTrip;

  GatewayMetrics(MeterRegistry registry, Supplier<List<PeerView>> peers) {
    this.peers = peers;
    this.usable =
        MultiGauge.builder("tollgate.gateway.usable")
            .description("Whether calls may go to a gateway or point of presence")
            .register(registry);
    this.drained =
        MultiGauge.builder("tollgate.gateway.drained")
            .description("Whether an operator keeps new calls from it")
            .register(registry);
    this.roundTrip =
        MultiGauge.builder("tollgate.gateway.round.trip")
            .description("How long its last answer to OPTIONS took; of several addresses the best")
            .baseUnit("seconds")
            .register(registry);
  }

  /** Looks at all of them, before they are read. */
  synchronized void refresh() {
    List<Row<?>> usables = new ArrayList<>();
    List<Row<?>> draineds = new ArrayList<>();
    List<Row<?>> trips = new ArrayList<>();
    for (PeerView peer : peers.get()) {
      Tags tags = Tags.of("carrier", peer.carrier(), "gateway", peer.id());
      usables.add(Row.of(tags, peer.isUsable() ? 1 : 0));
      draineds.add(Row.of(tags, peer.drained() ? 1 : 0));
      peer.addresses().stream()
          .map(at -> at.health().roundTripMicros())
          .filter(OptionalLong::isPresent)
          .mapToLong(OptionalLong::getAsLong)
          .min()
          .ifPresent(micros -> trips.add(Row.of(tags, micros / MICROS)));
    }
    usable.register(usables, true);
    drained.register(draineds, true);
    roundTrip.register(trips, true);
  }
}
