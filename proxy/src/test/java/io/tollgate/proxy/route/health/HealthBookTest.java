package io.tollgate.proxy.route.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.AttemptSign;
import io.tollgate.proxy.route.Availability;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayUri;
import io.tollgate.proxy.route.dns.Location;
import io.tollgate.proxy.route.dns.NameBook;
import io.tollgate.proxy.route.dns.ServerName;
import io.tollgate.proxy.time.TurnedClock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HealthBookTest {
  private static final Gateway FIRST =
      new Gateway("g1", "c1", new InetSocketAddress("192.0.2.1", 5060));
  private static final Gateway SECOND =
      new Gateway("g2", "c1", new InetSocketAddress("192.0.2.2", 5060));

  private final TurnedClock clock = new TurnedClock();
  private final CompletableFuture<Location> located = new CompletableFuture<>();
  private final NameBook names =
      new NameBook(name -> located, clock::nanos, Duration.ofMinutes(10));
  private final HealthBook book = new HealthBook(clock, names);

  private void fail(Gateway gateway, int times) {
    for (int i = 0; i < times; i++) {
      book.health(gateway).enter(clock.nanos());
      book.health(gateway).report(AttemptSign.SILENT, clock.nanos());
    }
  }

  private Availability availability(Gateway gateway) {
    return book.health(gateway).availability(clock.nanos());
  }

  @Test
  void eachGatewayHasAHealthOfItsOwn() {
    fail(FIRST, 3);
    assertThat(availability(FIRST)).isEqualTo(Availability.BROKEN);
    assertThat(availability(SECOND)).isEqualTo(Availability.USABLE);
    assertThat(book.opened()).isEqualTo(1);
  }

  @Test
  void anotherConfigurationFindsItUnlessTheGatewayMovedOrIsWatchedInAnotherWay() {
    fail(FIRST, 3);
    assertThat(availability(new Gateway("g1", "c1", new InetSocketAddress("192.0.2.1", 5060))))
        .isEqualTo(Availability.BROKEN);
    assertThat(availability(new Gateway("g1", "c1", new InetSocketAddress("192.0.2.9", 5060))))
        .isEqualTo(Availability.USABLE);
    Gateway probed =
        FIRST.watchedAs(
            new HealthSettings(BreakerSettings.DEFAULT, Optional.of(ProbeSettings.DEFAULT)));
    assertThat(availability(probed)).isEqualTo(Availability.USABLE);
  }

  @Test
  void drainedItGetsNoCallsAndKeepsWhatIsKnownOfIt() {
    fail(FIRST, 1);
    book.drain(FIRST, true);
    assertThat(availability(FIRST)).isEqualTo(Availability.DRAINED);
    assertThat(book.health(FIRST).enter(clock.nanos())).isFalse();
    Gateway moved = new Gateway("g1", "c1", new InetSocketAddress("192.0.2.9", 5060));
    assertThat(availability(moved)).as("wherever it is").isEqualTo(Availability.DRAINED);
    book.drain(FIRST, false);
    assertThat(availability(FIRST)).isEqualTo(Availability.USABLE);
    assertThat(book.health(FIRST).view().failures()).isEqualTo(1);
  }

  @Test
  void whoIsGoneIsForgotten() {
    fail(FIRST, 3);
    book.drain(SECOND, true);
    book.retain(List.of());
    assertThat(availability(FIRST)).isEqualTo(Availability.USABLE);
    assertThat(availability(SECOND)).isEqualTo(Availability.USABLE);
  }

  @Test
  void aNameStandsForAllItsAddressesAndEachHasAHealthOfItsOwn() {
    ServerName name = new ServerName("sip.example.net", 0, Optional.empty(), false);
    Gateway named = FIRST.at(GatewayUri.of(name));
    names.watch(List.of(name));
    assertThat(book.at(named, 1)).isEmpty();
    assertThat(book.of(named).availability(clock.nanos())).isEqualTo(Availability.UNRESOLVED);
    located.complete(
        new Location(
            List.of(
                new Location.Target(FIRST.address(), Transport.UDP, 1, 0),
                new Location.Target(SECOND.address(), Transport.TCP, 2, 0)),
            Duration.ofMinutes(1),
            ""));
    names.look();
    List<Gateway> at = book.at(named, 1);
    assertThat(at).extracting(Gateway::address).containsExactly(FIRST.address(), SECOND.address());
    assertThat(at)
        .extracting(gateway -> gateway.uri().transport())
        .containsExactly(Transport.UDP, Transport.TCP);
    assertThat(at)
        .extracting(gateway -> gateway.uri().tlsName())
        .containsOnly(Optional.of("sip.example.net"));
    fail(at.get(0), 3);
    assertThat(book.of(named).availability(clock.nanos())).isEqualTo(Availability.USABLE);
    fail(at.get(1), 3);
    assertThat(book.of(named).availability(clock.nanos())).isEqualTo(Availability.BROKEN);
    book.drain(named, true);
    assertThat(book.of(named).availability(clock.nanos())).isEqualTo(Availability.DRAINED);
    assertThat(availability(at.get(1))).isEqualTo(Availability.DRAINED);
  }

  @Test
  void theViewSaysWhatWasSeen() {
    PeerHealth health = book.health(FIRST);
    health.answeredProbe(Duration.ofMillis(12).toNanos(), clock.nanos());
    clock.turn(Duration.ofSeconds(5));
    health.enter(clock.nanos());
    health.report(AttemptSign.ALIVE, clock.nanos());
    health.enter(clock.nanos());
    health.report(AttemptSign.FAILED, clock.nanos());
    Health view = health.view();
    assertThat(view.state()).isEqualTo("closed");
    assertThat(view.attempts()).isEqualTo(2);
    assertThat(view.failed()).isEqualTo(1);
    assertThat(view.failures()).isEqualTo(1);
    assertThat(view.roundTripMicros()).hasValue(12_000);
    assertThat(view.answeredAt()).contains(clock.now().minusSeconds(5));
  }
}
