package io.tollgate.proxy.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tollgate.proxy.admission.AbuseGuard;
import io.tollgate.proxy.admission.Offence;
import io.tollgate.proxy.cdr.CdrOutbox;
import io.tollgate.proxy.route.health.PeerView;
import io.tollgate.proxy.trunk.Registrations;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** All metrics of the process, and their page for Prometheus. Safe for any thread. */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmMetrics jvm = new JvmMetrics();
  private final CallMetrics calls;
  private final SipMetrics sip;

  private volatile Runnable beforeReading = () -> {};

  /** What is asked for its state: the registry itself would let it go. */
  private final List<Object> held = new ArrayList<>();

  /**
   * Metrics of a node.
   *
   * @param version of Tollgate
   * @param loops how many event loops there are
   */
  public Metrics(String version, int loops) {
    registry.throwExceptionOnRegistrationFailure(); // two metrics of one name are a mistake of ours
    Gauge.builder("tollgate.build.info", () -> 1)
        .description("Which Tollgate this is; always 1")
        .tag("version", version)
        .register(registry);
    jvm.bindTo(registry);
    calls = new CallMetrics(registry);
    sip = new SipMetrics(registry, loops);
  }

  /** What calls are counted with. */
  public CallMetrics calls() {
    return calls;
  }

  /** What messages and loops are counted with. */
  public SipMetrics sip() {
    return sip;
  }

  /**
   * Shows how many calls hold a permit.
   *
   * @param permits safe to ask from any thread
   */
  public void watchPermits(IntSupplier permits) {
    held.add(permits);
    Gauge.builder("tollgate.permits", permits, IntSupplier::getAsInt)
        .description("Calls that were admitted and have not given their permit back")
        .register(registry);
  }

  /**
   * Shows connections over TCP and TLS.
   *
   * @param open how many are open; safe to ask from any thread, as are the others
   * @param handshakes how many TLS handshakes are under way
   * @param turnedAway how many have been turned away
   */
  public void watchConnections(IntSupplier open, IntSupplier handshakes, LongSupplier turnedAway) {
    held.addAll(List.of(open, handshakes, turnedAway));
    Gauge.builder("tollgate.sip.connections", open, IntSupplier::getAsInt)
        .description("TCP and TLS connections that are open")
        .register(registry);
    Gauge.builder("tollgate.sip.handshakes", handshakes, IntSupplier::getAsInt)
        .description("TLS handshakes of clients that are under way")
        .register(registry);
    FunctionCounter.builder(
            "tollgate.sip.connections.turned.away", turnedAway, LongSupplier::getAsLong)
        .description("Connections that were closed at once, for want of room")
        .register(registry);
  }

  /** Shows who is kept out. */
  public void watch(AbuseGuard guard) {
    Gauge.builder("tollgate.bans.active", guard, AbuseGuard::holding)
        .description("Sources that are banned now")
        .register(registry);
    FunctionCounter.builder("tollgate.bans.dropped", guard, AbuseGuard::dropped)
        .description("Messages of banned sources that were met with silence")
        .register(registry);
    for (Offence offence : Offence.values()) {
      FunctionCounter.builder("tollgate.bans", guard, bans -> bans.made(offence))
          .description("Sources that were banned, by what brought them over the limit")
          .tag("offence", offence.label())
          .register(registry);
    }
  }

  /**
   * Shows how gateways and points of presence do.
   *
   * @param peers all of them; safe to ask from any thread, as is the other
   * @param opened how often calls were kept from one of them
   */
  public void watchGateways(Supplier<List<PeerView>> peers, LongSupplier opened) {
    held.add(opened);
    FunctionCounter.builder("tollgate.gateway.breakers.opened", opened, LongSupplier::getAsLong)
        .description("How often a gateway or point of presence was found to fail")
        .register(registry);
    beforeReading = new GatewayMetrics(registry, peers)::refresh;
  }

  /** Shows how the outbox does. */
  public void watch(CdrOutbox outbox) {
    Gauge.builder("tollgate.records.queued", outbox, CdrOutbox::depth)
        .description("Call records that wait to be written")
        .register(registry);
    FunctionCounter.builder("tollgate.records.written", outbox, CdrOutbox::written)
        .description("Call records that were written to the store")
        .register(registry);
    FunctionCounter.builder("tollgate.records.unwritten", outbox, CdrOutbox::unwritten)
        .description("Call records that could not be written and stand in the log instead")
        .register(registry);
    FunctionCounter.builder("tollgate.record.write.failures", outbox, CdrOutbox::failures)
        .description("Attempts to write a batch of call records that failed and were repeated")
        .register(registry);
  }

  /** Shows who has registered. */
  public void watch(Registrations registrations) {
    Gauge.builder("tollgate.registrations", registrations, Registrations::size)
        .description("Contacts of trunks that have registered")
        .register(registry);
    registrations(registrations, "added", Registrations::added);
    registrations(registrations, "refreshed", Registrations::refreshed);
    registrations(registrations, "removed", Registrations::removed);
    registrations(registrations, "expired", Registrations::expired);
  }

  private void registrations(
      Registrations registrations, String change, ToDoubleFunction<Registrations> count) {
    FunctionCounter.builder("tollgate.registration.changes", registrations, count)
        .description("Contacts that were added, refreshed, removed, or ran out")
        .tag("change", change)
        .register(registry);
  }

  /**
   * Writes all metrics as they are now.
   *
   * @param target stays open
   * @param contentType {@code application/openmetrics-text} for OpenMetrics, else Prometheus' text
   *     format
   * @throws IOException where the target fails
   */
  public void write(OutputStream target, String contentType) throws IOException {
    beforeReading.run();
    registry.scrape(target, contentType);
  }

  @Override
  public void close() {
    jvm.close();
    registry.close();
  }
}
