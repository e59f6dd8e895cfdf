package io.tollgate.proxy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes, nothing is thrown, and nothing is left once every clock has run out. */
class DemoExchangeProperties {
  private static final Caller CALLER = new Caller("call", "+4366412345678", 5060);

  @Property
  void damagedRequestsDoNoHarm(
      @ForAll("requests") byte[] request, @ForAll int place, @ForAll byte damage) {
    TurnedExchange carrier = new TurnedExchange();
    byte[] damaged = request.clone();
    damaged[Math.floorMod(place, damaged.length)] = damage;
    carrier.receive(CALLER.invite());
    carrier.receive(damaged);
    assertThat(carrier.sent).isNotEmpty();
  }

  @Property(tries = 200)
  void everyOrderOfRequestsComesToAnEnd(@ForAll("orders") List<byte[]> requests) {
    TurnedExchange carrier = new TurnedExchange();
    requests.forEach(
        request -> {
          carrier.receive(request);
          carrier.pass(Duration.ofMillis(700));
        });
    carrier.pass(Duration.ofHours(2));
    assertThat(carrier.callsUp()).isZero();
    assertThat(carrier.portsOpen).isZero();
  }

  @Provide
  Arbitrary<byte[]> requests() {
    String tag = tag();
    return Arbitraries.of(
        CALLER.invite(),
        CALLER.cancel(),
        CALLER.ack(1, tag),
        CALLER.ackOfFailure(tag),
        CALLER.reInvite(tag, Caller.OFFER),
        CALLER.reInvite(tag, ""),
        CALLER.bye(tag),
        CALLER.bye("wrong"));
  }

  @Provide
  Arbitrary<List<byte[]>> orders() {
    return requests().list().ofMaxSize(12);
  }

  /** The tag that every exchange of the harness gives this caller: its random numbers are fixed. */
  private static String tag() {
    TurnedExchange carrier = new TurnedExchange();
    carrier.receive(CALLER.invite());
    return carrier.tag();
  }
}
