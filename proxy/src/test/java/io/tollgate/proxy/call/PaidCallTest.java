package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.admission.CallPermit;
import io.tollgate.proxy.admission.CreditLedger;
import io.tollgate.proxy.admission.Verdict;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are paid for as they go on: a started minute costs 0.0390. */
class PaidCallTest {
  private final CallHarness harness = new CallHarness();
  private final PaidInBank bank = new PaidInBank();
  private final CreditLedger ledger =
      new CreditLedger(bank, CreditLedger.ALL, Runnable::run, harness.clock::nanos);
  private final AdmissionControl admission = new AdmissionControl(ledger);
  private Trunk trunk = trunk(CallLimits.NONE, Optional.of(Credit.PREPAID));

  private static Trunk trunk(CallLimits limits, Optional<Credit> credit) {
    return Trunk.builder("hq", new Account("acme", "demo", 100, limits, credit), AuthMode.LIST)
        .at(List.of(AddressPrefix.parse("127.0.0.1/32")))
        .cps(100)
        .build();
  }

  /** What is paid in is drawn when the first call asks in vain, so one is refused first. */
  private void payIn(String amount) {
    bank.left += Money.parse(amount).nanos();
    admission.fund(permit(), "none", trunk, CallHarness.TARIFF, harness.clock.now());
    ledger.replenish(trunk.account());
  }

  private CallPermit permit() {
    return ((Verdict.Admitted) admission.admit(trunk, harness.clock.nanos())).permit();
  }

  private Call answered() {
    CallPermit permit = permit();
    assertThat(admission.fund(permit, "id-1", trunk, CallHarness.TARIFF, harness.clock.now()))
        .isEmpty();
    Call call = harness.start(permit);
    harness.listener().calleeAnswered("", CallHarness.ANSWER);
    call.acknowledged(harness.caller, Body.NONE);
    return call;
  }

  private long free() {
    return ledger.onNode("acme", harness.clock.now()).free();
  }

  @ParameterizedTest
  @CsvSource({"0.0390, 60, 0.0390", "0.0779, 60, 0.0390", "0.0780, 120, 0.0780"})
  void theCallIsCutWhenTheMoneyEndsAndCostsNoMore(String balance, int seconds, String charge) {
    payIn(balance);
    answered();
    harness.turn(Duration.ofSeconds(seconds).minusMillis(1));
    assertThat(harness.records).isEmpty();
    harness.turn(Duration.ofMillis(300)); // the loop is late by most of it
    assertThat(harness.caller.lastAsked()).isEqualTo("hang up credit-exhausted");
    assertThat(harness.callee().lastAsked()).isEqualTo("hang up credit-exhausted");
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.CREDIT_EXHAUSTED, HungUpBy.EDGE, 200, 31));
    assertThat(harness.record().times().durationMillis()).isEqualTo(seconds * 1000L);
    assertThat(harness.record().charge().billedSeconds()).isEqualTo(seconds);
    assertThat(harness.record().charge().amount()).isEqualTo(Money.parse(charge));
    assertThat(free()).isEqualTo(Money.parse(balance).minus(Money.parse(charge)).nanos());
    assertThat(harness.timers.pending()).isZero();
  }

  @Test
  void whatIsPaidInMeanwhileIsUsed() {
    payIn("0.0390");
    Call call = answered();
    harness.turn(Duration.ofSeconds(59));
    bank.left += Money.parse("0.0390").nanos();
    ledger.replenish(trunk.account());
    harness.turn(Duration.ofSeconds(59));
    call.hungUp(harness.caller);
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.NORMAL);
    assertThat(harness.record().charge().amount()).isEqualTo(Money.parse("0.0780"));
    assertThat(free()).isZero();
  }

  @Test
  void aByeThatComesAfterTheMoneysEndIsChargedToItsEnd() {
    payIn("0.0390");
    Call call = answered();
    harness.clock.turn(Duration.ofSeconds(61)); // the timer has not fired yet
    call.hungUp(harness.caller);
    assertThat(harness.record().charge().amount()).isEqualTo(Money.parse("0.0390"));
    assertThat(harness.record().times().durationMillis()).isEqualTo(60_000);
    assertThat(free()).isZero();
  }

  @Test
  void aLoopThatStoodStillPaysForWhatWasTalkedWhereItCan() {
    payIn("1.0000");
    Call call = answered();
    harness.clock.turn(Duration.ofSeconds(301));
    call.hungUp(harness.caller);
    assertThat(harness.record().times().durationMillis()).isEqualTo(301_000);
    assertThat(harness.record().charge().amount()).isEqualTo(Money.parse("0.2340"));
  }

  @ParameterizedTest
  @CsvSource({"SPEND_DAY", "SPEND_MONTH"})
  void aDaysOrMonthsSpendingEndsACallToo(HangupCause cause) {
    Optional<Money> most = Optional.of(Money.parse("0.1"));
    trunk =
        trunk(
            CallLimits.NONE.withSpending(
                cause == HangupCause.SPEND_DAY
                    ? new CallLimits.Spending(most, Optional.empty())
                    : new CallLimits.Spending(Optional.empty(), most)),
            Optional.empty());
    answered();
    harness.turn(Duration.ofMinutes(3));
    assertThat(harness.record().ending()).isEqualTo(new Cdr.Ending(cause, HungUpBy.EDGE, 200, 21));
    assertThat(harness.caller.lastAsked()).isEqualTo("hang up " + cause.code());
    assertThat(harness.callee().lastAsked()).isEqualTo("hang up " + cause.code());
    assertThat(harness.record().charge().amount()).isEqualTo(Money.parse("0.0780"));
  }

  @Test
  void anUnansweredCallCostsNothingAndGivesEverythingBack() {
    payIn("0.0390");
    CallPermit permit = permit();
    assertThat(admission.fund(permit, "id-1", trunk, CallHarness.TARIFF, harness.clock.now()))
        .isEmpty();
    assertThat(free()).isZero();
    harness.start(permit);
    harness.listener().calleeRefused(486, 0);
    assertThat(free()).isEqualTo(Money.parse("0.0390").nanos());
  }
}
