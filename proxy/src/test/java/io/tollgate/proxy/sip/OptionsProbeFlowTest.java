package io.tollgate.proxy.sip;

import static io.tollgate.proxy.sip.SipHarness.CARRIER;
import static io.tollgate.proxy.sip.TestCaller.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.route.Availability;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.dns.NameBook;
import io.tollgate.proxy.route.health.BreakerSettings;
import io.tollgate.proxy.route.health.HealthBook;
import io.tollgate.proxy.route.health.HealthSettings;
import io.tollgate.proxy.route.health.PeerHealth;
import io.tollgate.proxy.route.health.ProbeSettings;
import io.tollgate.proxy.route.health.ProbeTarget;
import io.tollgate.proxy.sip.SipHarness.Sent;
import io.tollgate.proxy.sip.reach.OptionsProber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPTIONS that the edge sends, and what comes of them. */
class OptionsProbeFlowTest {
  private static final ProbeSettings PROBE =
      new ProbeSettings(Duration.ofSeconds(10), 20, Duration.ofSeconds(2));
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration NEXT = Duration.ofSeconds(13);

  private final SipHarness edge = new SipHarness();
  private final HealthBook book =
      new HealthBook(
          edge.clock,
          new NameBook(name -> new CompletableFuture<>(), edge.clock::nanos, Duration.ZERO));
  private final List<ProbeTarget> targets = new ArrayList<>();
  private final OptionsProber prober = new OptionsProber(edge.loop, 0, 1, () -> targets);

  private PeerHealth probe(boolean refusing) {
    Gateway gateway =
        SipHarness.gateway()
            .watchedAs(
                new HealthSettings(
                    new BreakerSettings(2, Duration.ofSeconds(10), Duration.ofMinutes(5)),
                    Optional.of(PROBE)));
    PeerHealth health = book.health(gateway);
    targets.add(new ProbeTarget(gateway.uri(), PROBE, health, refusing));
    prober.start();
    return health;
  }

  private Availability availability(PeerHealth health) {
    return health.availability(edge.clock.nanos());
  }

  @Test
  void asksAsTheRfcHasItAndMeasuresTheAnswer() {
    PeerHealth health = probe(false);
    Sent options = edge.await(SOON, "OPTIONS sip:192.0.2.9:5090 SIP/2.0");
    assertThat(options.to()).isEqualTo(CARRIER);
    assertThat(options.header("Max-Forwards")).isEqualTo("70");
    assertThat(options.header("CSeq")).isEqualTo("1 OPTIONS");
    assertThat(options.header("To")).isEqualTo("<sip:192.0.2.9:5090>");
    assertThat(options.header("From")).startsWith("<sip:127.0.0.1:5070>;tag=");
    assertThat(options.header("Contact")).isEqualTo("<sip:127.0.0.1:5070>");
    assertThat(options.header("Accept")).isEqualTo("application/sdp");
    edge.turn(Duration.ofMillis(30));
    edge.receive(CARRIER, response(options, 200, "carrier", "", ""));
    assertThat(health.roundTripNanos()).hasValue(Duration.ofMillis(30).toNanos());
    assertThat(edge.await(NEXT, "OPTIONS").header("Call-ID"))
        .isNotEqualTo(options.header("Call-ID"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 405, 407, 481, 503, 603})
  void whoeverAnswersIsAlive(int status) {
    PeerHealth health = probe(false);
    for (int i = 0; i < 4; i++) {
      edge.receive(CARRIER, response(edge.await(NEXT, "OPTIONS"), status, "c", "", ""));
    }
    assertThat(availability(health)).isEqualTo(Availability.USABLE);
    assertThat(health.view().failures()).isZero();
  }

  @Test
  void whoDoesNotAnswerGetsNoCallsUntilItDoes() {
    PeerHealth health = probe(false);
    edge.await(SOON, "OPTIONS");
    edge.turn(Duration.ofSeconds(3));
    edge.skip(); // sent again in between: it goes by UDP
    assertThat(availability(health)).isEqualTo(Availability.USABLE);
    edge.await(NEXT, "OPTIONS");
    edge.turn(Duration.ofSeconds(3));
    edge.skip();
    assertThat(availability(health)).isEqualTo(Availability.BROKEN);
    Sent third = edge.await(NEXT, "OPTIONS");
    edge.receive(CARRIER, response(third, 200, "c", "", ""));
    assertThat(health.view().state()).isEqualTo("half-open");
    assertThat(health.enter(edge.clock.nanos())).isTrue();
  }

  @Test
  void anAnswerThatComesTooLateIsNone() {
    PeerHealth health = probe(false);
    Sent first = edge.await(SOON, "OPTIONS");
    edge.turn(Duration.ofSeconds(3));
    edge.receive(CARRIER, response(first, 200, "c", "", ""));
    assertThat(health.view().failures()).isOne();
    assertThat(health.roundTripNanos()).isEmpty();
  }

  @Test
  void anotherEdgeThatRefusesGetsNoCalls() {
    PeerHealth health = probe(true);
    for (int i = 0; i < 2; i++) {
      edge.receive(CARRIER, response(edge.await(NEXT, "OPTIONS"), 503, "c", "", ""));
    }
    assertThat(availability(health)).isEqualTo(Availability.BROKEN);
  }

  @Test
  void stoppedItAsksNobodyAndHoldsNothing() {
    probe(false);
    edge.await(SOON, "OPTIONS");
    prober.stop();
    edge.turn(Duration.ofSeconds(60));
    edge.skip();
    edge.assertNothingIsLeft();
  }
}
