package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.CarrierCost;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.route.Cost;
import io.tollgate.proxy.route.RouteSelector;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.DigestUser;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallSetupTest extends OneTrunkSetup {
  @ParameterizedTest
  @CsvSource({"+33123456789, 0.0390, 33", "+12125550100, 0.3980, ''", "anonymous,    0.3980, ''"})
  void aCallIsPricedByDestinationAndOriginBeforeItRings(String from, String rate, String origin) {
    receive(from, "+436641234567");
    assertThat(harness.invitations).hasSize(1);
    Call call = harness.registry.calls().getFirst();
    assertThat(call.context().tariff().ratePerMinute()).isEqualTo(Money.parse(rate));
    assertThat(call.context().tariff().originPrefix()).isEqualTo(origin);
    assertThat(call.context().tariff().destinationPrefix()).isEqualTo("43664");
    assertThat(admission.activeCalls()).isEqualTo(1);

    call.calleeAnswered(CallHarness.ANSWER);
    harness.turn(Duration.ofSeconds(1));
    call.hungUp(harness.caller);
    assertThat(harness.record().charge().amount()).isEqualTo(Money.parse(rate));
    assertThat(admission.activeCalls()).isZero();
  }

  @Test
  void callsKnowTheirCostsAfterTheSettingsHaveChanged() {
    Tariff cost = CallHarness.TARIFF;
    harness.costs = (carrier, to, from) -> new Cost.Known(cost);
    CallSetup setup = setup();
    harness.settings = new CallSettings(Duration.ofSeconds(20), Duration.ofHours(1));
    setup.receive(request("+33123456789", "+436641234567", "127.0.0.1"), harness.caller);
    harness.listener().calleeRefused(486, 17);
    assertThat(harness.record().cost()).map(CarrierCost::tariff).contains(cost);
  }

  @ParameterizedTest
  @CsvSource({
    "0043664123456,  484, not-e164, 28",
    "+43,            484, not-e164, 28",
    "'',             484, not-e164, 28",
    "+819012345678,  404, no-rate, 3",
    "+881612345678,  403, destination-barred, 21"
  })
  void theFirstFailureAnswersAndIsRecorded(String to, int status, String code, int q850) {
    receive("+33123456789", to);
    assertThat(harness.caller.asked()).containsExactly("refuse " + status + ' ' + code);
    Cdr record = harness.record();
    assertThat(record.ending())
        .isEqualTo(new Cdr.Ending(HangupCause.ofCode(code), Cdr.HungUpBy.EDGE, status, q850));
    assertThat(record.parties().toReceived()).isEqualTo(to);
    assertThat(record.path().trunk()).isEqualTo("hq");
    assertThat(record.charge().amount()).isEqualTo(Money.ZERO);
    assertThat(record.callIdA()).isEqualTo("a@caller");
    assertThat(record.callIdB()).isEmpty();
    assertThat(harness.invitations).isEmpty();
    assertThat(admission.activeCalls()).isZero();
    assertThat(harness.observed).contains("refused " + code);
  }

  @Test
  void withoutAGatewayThereIsNoRoute() {
    routes = new RouteSelector(List.of());
    receive("+33123456789", "+436641234567");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 503 no-route");
    assertThat(harness.record().tariff()).isPresent();
    assertThat(admission.activeCalls()).isZero();
  }

  @Test
  void aStrangerIsRefusedAndOnlyTenASecondAreRecorded() {
    CallSetup setup = setup();
    for (int i = 0; i < 25; i++) {
      setup.receive(request("+33123456789", "+436641234567", "192.0.2.66"), harness.caller);
    }
    assertThat(harness.caller.asked()).hasSize(25).containsOnly("refuse 403 unknown-source");
    assertThat(harness.records)
        .hasSize(10)
        .allSatisfy(record -> assertThat(record.path()).isEqualTo(Cdr.Path.NOWHERE));
    assertThat(harness.observed).hasSize(25).containsOnly("refused unknown-source");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theTrunkDecidesWhetherItIsToldThePrice(boolean announce) {
    trunks =
        new TrunkDirectory(
            List.of(
                Trunk.builder("hq", account, AuthMode.LIST)
                    .at(listed.addresses())
                    .announcePrice(announce)
                    .build()));
    receive("+33123456789", "+436641234567");
    harness.registry.calls().getFirst().calleeAnswered(CallHarness.ANSWER);
    assertThat(harness.caller.announced().isPresent()).isEqualTo(announce);
  }

  @Test
  void aDigestTrunkIsChallengedWhichIsNoAttempt() {
    trunks =
        new TrunkDirectory(
            List.of(
                Trunk.builder("softphone", account, AuthMode.DIGEST)
                    .user(
                        DigestUser.ofPassword(
                            "softphone", "tollgate.test", "secret", DIGEST.algorithms()))
                    .build()));
    receive("softphone", "+436641234567");
    assertThat(harness.caller.asked()).containsExactly("refuse 407 auth-required");
    assertThat(harness.records).isEmpty();
    assertThat(harness.observed).containsExactly("challenged");
  }

  @Test
  void overloadIsShedWithoutState() {
    overloaded = true;
    receive("+33123456789", "+436641234567");
    assertThat(harness.caller.asked()).containsExactly("refuse 503 overload");
    assertThat(harness.records).isEmpty();
    assertThat(harness.observed).containsExactly("refused overload");
  }

  @Test
  void anEdgeThatStopsTakesNoCalls() {
    CallSetup setup = setup();
    setup.close();
    setup.receive(request("+33123456789", "+436641234567", "127.0.0.1"), harness.caller);
    assertThat(harness.caller.asked()).containsExactly("refuse 503 shutdown");
  }

  @Test
  void anInviteThatIsWrongWhoeverSentItIsRecorded() {
    setup()
        .refuse(
            request("+33123456789", "+436641234567", "127.0.0.1"),
            harness.caller,
            Refusal.of(HangupCause.HOPS, "Max-Forwards is used up"));
    assertThat(harness.record().ending().sipStatus()).isEqualTo(483);
  }

  @Test
  void anErrorOnTheWayRefusesAndHoldsNothing() {
    harness.breaking = "rated";
    receive("+33123456789", "+436641234567");
    assertThat(harness.caller.asked()).containsExactly("refuse 500 node-failure");
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.NODE_FAILURE);
    assertThat(admission.activeCalls()).isZero();
  }
}
