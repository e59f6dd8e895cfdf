package io.tollgate.proxy.route.pop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.time.TurnedClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasuredRoundTripsTest {
  private static final Pop FRA = new Pop("fra", new GeoPoint(50.11, 8.68), "sip:fra.example.net");
  private static final Pop SYD = new Pop("syd", new GeoPoint(-33.87, 151.21), "sip:syd.example");
  private static final InetAddress CALLER = InetAddress.ofLiteral("198.51.100.7");

  private final TurnedClock clock = new TurnedClock();
  private final MeasuredRoundTrips measured =
      new MeasuredRoundTrips(
          FRA, clock, pop -> pop.equals(SYD) ? OptionalDouble.of(280) : OptionalDouble.empty());

  private void measure(InetAddress caller, long millis) {
    measured.accept(caller, Duration.ofMillis(millis).toNanos());
  }

  @Test
  void theLeastIsTheWay() {
    assertThat(measured.toCaller(FRA, CALLER)).isEmpty();
    measure(CALLER, 35);
    measure(CALLER, 31);
    measure(CALLER, 400);
    assertThat(measured.toCaller(FRA, CALLER)).hasValue(31);
    assertThat(measured.toCaller(FRA, InetAddress.ofLiteral("198.51.100.8"))).isEmpty();
  }

  @Test
  void ofTheWaysBetweenCallersAndOtherPointsNothingIsKnown() {
    measure(CALLER, 35);
    assertThat(measured.toCaller(SYD, CALLER)).isEmpty();
    assertThat(measured.between(SYD)).hasValue(280);
  }

  @Test
  void aCallerWhoIsNotHeardOfIsForgotten() {
    measure(CALLER, 35);
    clock.turn(Duration.ofMinutes(59));
    assertThat(measured.toCaller(FRA, CALLER)).hasValue(35);
    clock.turn(Duration.ofMinutes(1));
    assertThat(measured.toCaller(FRA, CALLER)).isEmpty();
    measure(CALLER, 50);
    assertThat(measured.toCaller(FRA, CALLER)).as("the old one is gone").hasValue(50);
  }

  /** Of a million sources some are remembered, rightly, and no more than there is room for. */
  @Test
  void memoryIsBounded() throws UnknownHostException {
    int known = 0;
    for (int i = 0; i < 1_000_000; i++) {
      measured.accept(address(i), i);
    }
    for (int i = 0; i < 1_000_000; i++) {
      OptionalDouble millis = measured.toCaller(FRA, address(i));
      if (millis.isPresent()) {
        known++;
        assertThat(millis.getAsDouble()).isEqualTo(i / 1e6);
      }
    }
    assertThat(known).isBetween(4096, 8192);
  }

  private static InetAddress address(int i) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {11, (byte) (i >> 16), (byte) (i >> 8), (byte) i});
  }
}
