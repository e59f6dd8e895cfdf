package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.CarrierCost;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.route.Cost;
import io.tollgate.proxy.route.CostTable;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What carriers charge for calls, whatever the customer pays. */
class CallCostTest {
  private final CallHarness harness = new CallHarness();

  @BeforeEach
  void tellCosts() {
    harness.costs = costs("0.0120", "USD");
  }

  private static Tariff tariff(String rate, String currency) {
    return new Tariff(
        "wholesale",
        7,
        currency,
        6,
        "4366",
        "",
        Money.parse(rate),
        Money.ZERO,
        Money.parse("0.0005"),
        Money.ZERO,
        new Increments(30, 6),
        0,
        0);
  }

  /** Of carrier c1, for the call that the harness makes. */
  private static CostTable costs(String rate, String currency) {
    return (carrier, to, from) -> {
      assertThat(to).hasToString("+436641234567");
      assertThat(from).contains(E164.of("+33123456789"));
      return carrier.equals("c1") ? new Cost.Known(tariff(rate, currency)) : Cost.UNKNOWN;
    };
  }

  @Test
  void anAnsweredCallHasAPriceACostAndAMargin() {
    Call call = harness.answered();
    harness.costs = costs("9.9999", "USD"); // a new deck: too late for this call
    harness.turn(Duration.ofSeconds(61));
    call.hungUp(harness.caller);

    Cdr record = harness.record();
    assertThat(record.charge()).isEqualTo(new Charge(120, Money.parse("0.0780"), Money.ZERO));
    assertThat(record.cost())
        .contains(
            new CarrierCost(
                tariff("0.0120", "USD"),
                new Charge(66, Money.parse("0.0132"), Money.parse("0.0005"))));
    assertThat(record.margin()).contains(Money.parse("0.0643"));
  }

  @Test
  void aLateAnswerCostsUsWhatItDoesNotCostTheCustomer() {
    Call call = harness.start(1);
    call.callerCancelled();
    harness.turn(Duration.ofSeconds(1));
    call.calleeAnswered(CallHarness.ANSWER);

    Cdr record = harness.record();
    assertThat(record.charge()).isEqualTo(new Charge(0, Money.ZERO, Money.ZERO));
    assertThat(record.cost().orElseThrow().charge())
        .isEqualTo(new Charge(30, Money.parse("0.0060"), Money.parse("0.0005")));
    assertThat(record.margin()).contains(Money.parse("-0.0065"));
  }

  @Test
  void anAttemptThatFailsCostsItsAttemptFee() {
    Call call = harness.start(1);
    call.calleeRefused(486, 17);
    assertThat(harness.record().cost().orElseThrow().charge())
        .isEqualTo(new Charge(0, Money.ZERO, Money.parse("0.0005")));
  }

  @Test
  void aCallThatIsHungUpAtOnceCostsAStartedSecond() {
    Call call = harness.answered();
    call.hungUp(harness.caller);
    assertThat(harness.record().charge().billedSeconds()).isZero();
    assertThat(harness.record().cost().orElseThrow().charge().billedSeconds()).isEqualTo(30);
  }

  @Test
  void theCostIsThatOfTheGatewayThatAnswered() {
    harness.costs =
        (carrier, to, from) ->
            carrier.equals("c1") ? Cost.NOT_TAKEN : new Cost.Known(tariff("0.5000", "USD"));
    Call call = harness.start(2);
    harness.costs = costs("0.0120", "USD");
    call.calleeUnreachable();
    call.calleeAnswered(CallHarness.ANSWER);
    harness.turn(Duration.ofSeconds(60));
    call.hungUp(harness.caller);
    assertThat(harness.record().path().gateway()).isEqualTo("g2");
    assertThat(harness.record().cost().orElseThrow().charge().amount())
        .isEqualTo(Money.parse("0.0120"));
  }

  @Test
  void whereNobodyKnowsTheCostNoneIsRecorded() {
    harness.costs = CostTable.NONE;
    harness.answered().hangUp(HangupCause.ADMIN);
    assertThat(harness.record().cost()).isEmpty();
    assertThat(harness.record().margin()).isEmpty();
  }

  @Test
  void twoCurrenciesHaveNoMargin() {
    harness.costs = costs("0.0120", "EUR");
    harness.answered().hangUp(HangupCause.ADMIN);
    assertThat(harness.record().cost()).isPresent();
    assertThat(harness.record().margin()).isEmpty();
  }

  @Test
  void aRestoredCallKeepsItsCost() {
    CallSnapshot snapshot = harness.answered().snapshot();
    CallHarness other = new CallHarness();
    other.turn(Duration.ofMillis(3_100));
    RestoredLegs legs =
        new RestoredLegs() {
          @Override
          public CallerLeg caller(LegSnapshot leg) {
            return other.caller;
          }

          @Override
          public CalleeLeg callee(LegSnapshot leg, LegListener listener) {
            return new RecordingLeg(leg.callId());
          }

          @Override
          public Gateway gateway(String carrier, String gateway) {
            return CallHarness.gateways(1).getFirst();
          }
        };
    Call restored = Call.restore(snapshot, other.environment(), legs, other.permit());
    other.turn(Duration.ofSeconds(60));
    restored.hungUp(other.caller);
    assertThat(other.record().cost())
        .map(CarrierCost::charge)
        .isEqualTo(Optional.of(new Charge(60, Money.parse("0.0120"), Money.parse("0.0005"))));
  }
}
