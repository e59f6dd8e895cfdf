package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.CallingHours;
import io.tollgate.proxy.trunk.CallingHoursText;
import io.tollgate.proxy.trunk.Destinations;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.number.E164;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the limits of a trunk and of its account let in, and what is said of the rest. */
class CallLimitsSetupTest extends OneTrunkSetup {
  @Test
  void theSecondCallOfASecondIsTooMany() {
    receive("+33123456789", "+436641234567");
    receive("+33123456789", "+436641234567");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 503 cps-trunk");
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.CPS_TRUNK);
    assertThat(harness.invitations).hasSize(1);
  }

  /** The trunk and its account with these limits. */
  private void limited(CallLimits ofTrunk, CallLimits ofAccount, int cps) {
    Account limited = new Account("acme", "demo", cps, ofAccount);
    trunks =
        new TrunkDirectory(
            List.of(
                Trunk.builder("hq", limited, AuthMode.LIST)
                    .at(listed.addresses())
                    .cps(cps)
                    .limits(ofTrunk)
                    .build()));
  }

  private void assertRefused(String code, int status, int q850) {
    assertThat(harness.invitations).isEmpty();
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse " + status + ' ' + code);
    assertThat(harness.observed).containsExactly("refused " + code);
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.ofCode(code), Cdr.HungUpBy.EDGE, status, q850));
    assertThat(admission.activeCalls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void destinationsAreBarredForATrunkOrItsAccountBeforeTheyArePriced(boolean forTrunk) {
    CallLimits barred = CallLimits.NONE.withDestinations(Destinations.of(Set.of(), Set.of("436")));
    limited(forTrunk ? barred : CallLimits.NONE, forTrunk ? CallLimits.NONE : barred, 2);
    receive("+33123456789", "+436641234567");
    assertRefused("destination-barred", 403, 21);
    assertThat(harness.record().tariff()).isEmpty();
    assertThat(harness.record().parties().to()).contains(E164.of("+436641234567"));
  }

  @ParameterizedTest
  @CsvSource({"0.0389, true", "0.0389, false"})
  void aCallAboveTheCeilingIsRefusedWithItsPriceInTheRecord(String ceiling, boolean forTrunk) {
    CallLimits cheap = CallLimits.NONE.withRateCeiling(Money.parse(ceiling));
    limited(forTrunk ? cheap : CallLimits.NONE, forTrunk ? CallLimits.NONE : cheap, 2);
    receive("+33123456789", "+436641234567");
    assertRefused("rate-too-high", 403, 21);
    assertThat(harness.record().tariff().orElseThrow().ratePerMinute())
        .isEqualTo(Money.parse("0.0390"));
  }

  @Test
  void aCallAtTheCeilingPasses() {
    limited(CallLimits.NONE.withRateCeiling(Money.parse("0.0390")), CallLimits.NONE, 2);
    receive("+33123456789", "+436641234567");
    assertThat(harness.invitations).hasSize(1);
  }

  /** The clock shows Sunday, 1 March 2026, 12:00 in UTC. */
  @ParameterizedTest
  @CsvSource({
    "UTC,             sun 08:00-12:01, true",
    "UTC,             sun 08:00-12:00, false",
    "UTC,             mon-sat 00:00-24:00, false",
    "Europe/Vienna,   sun 13:00-14:00, true",
    "America/Jamaica, sun 08:00-18:00, false",
  })
  void callsAreMadeWithinTheCallingHours(String zone, String open, boolean passes) {
    CallLimits hours =
        CallLimits.NONE.withHours(new CallingHours(ZoneId.of(zone), CallingHoursText.parse(open)));
    limited(CallLimits.NONE, hours, 2);
    receive("+33123456789", "+436641234567");
    if (passes) {
      assertThat(harness.invitations).hasSize(1);
    } else {
      assertRefused("calling-hours", 403, 21);
    }
  }

  @Test
  void theNarrowestBoundIsTheCalls() {
    CallingHours hours =
        new CallingHours(ZoneId.of("UTC"), CallingHoursText.parse("sun 08:00-12:30"));
    limited(
        CallLimits.NONE.withLongestCall(Duration.ofHours(1)),
        CallLimits.NONE.withLongestCall(Duration.ofMinutes(5)).withHours(hours),
        2);
    receive("+33123456789", "+436641234567");
    assertThat(harness.registry.calls().getFirst().context().bounds())
        .isEqualTo(
            new CallBounds(
                Optional.of(Duration.ofMinutes(5)),
                Optional.of(Instant.parse("2026-03-01T12:30:00Z"))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noMoreCallsAreUpThanChannels(boolean forTrunk) {
    CallLimits two = CallLimits.NONE.withChannels(2);
    limited(forTrunk ? two : CallLimits.NONE, forTrunk ? CallLimits.NONE : two, 100);
    CallSetup setup = setup();
    for (int i = 0; i < 3; i++) {
      setup.receive(request("+33123456789", "+436641234567", "127.0.0.1"), harness.caller);
    }
    assertThat(harness.invitations).hasSize(2);
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.CHANNELS, Cdr.HungUpBy.EDGE, 503, 34));
    harness.registry.calls().getFirst().calleeRefused(486, 0);
    setup.receive(request("+33123456789", "+436641234567", "127.0.0.1"), harness.caller);
    assertThat(harness.invitations).hasSize(3);
  }

  /** Offered every 10 ms for 10 s; the burst comes on top, and what drains in 100 ms. */
  @ParameterizedTest(name = "{0} a second: {1}")
  @CsvSource({"1, 11", "2, 22", "50, 554"})
  void asManyCallsAreLetInAsThePaceSays(int cps, int expected) {
    limited(CallLimits.NONE, CallLimits.NONE, cps);
    CallSetup setup = setup();
    for (int i = 0; i < 1_000; i++) {
      setup.receive(request("+33123456789", "+436641234567", "127.0.0.1"), harness.caller);
      harness.turn(Duration.ofMillis(10));
    }
    assertThat(harness.invitations).hasSize(expected);
    assertThat(harness.observed.stream().filter("refused cps-trunk"::equals))
        .hasSize(1_000 - expected);
  }
}
