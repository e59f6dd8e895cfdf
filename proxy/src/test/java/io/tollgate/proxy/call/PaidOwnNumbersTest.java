package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;
import io.tollgate.proxy.route.Contacts;
import io.tollgate.proxy.route.TrunkContacts;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Calls to numbers of ours that somebody pays for in advance: the called side, 0.0085 a started
 * minute of a carrier's call and 0.0030 of another trunk's; and the calling trunk, 0.0040.
 */
class PaidOwnNumbersTest {
  private static final String OURS = "+4930123411";
  private static final String FRENCH = "+33123456789";

  private final OwnNumbers edge = new OwnNumbers();
  private final CallHarness harness = edge.harness;

  private static Account prepaid(String id) {
    return new Account(id, "demo", 100, CallLimits.NONE, Optional.of(Credit.PREPAID));
  }

  /** What is paid in is drawn when the first call asks in vain, which leaves its records. */
  private void payIn(String account, String amount) {
    edge.bank.left = Money.parse(amount).nanos();
    edge.ledger.replenish(prepaid(account));
  }

  /** The called trunk pays before, as soon as it has something. */
  private void calledPays() {
    edge.pbx = OwnNumbers.trunk("pbx", prepaid("beta"), "203.0.113.0/24").build();
    edge.contacts = Contacts.of(edge.pbx, 1);
    edge.carrierCalls(FRENCH, OURS);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 402 no-credit");
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.NO_CREDIT);
    assertThat(harness.record().path().trunk()).isEqualTo("pbx");
    harness.records.clear();
  }

  /** The calling trunk pays before, as soon as it has something. */
  private void callerPays() {
    edge.hq = OwnNumbers.trunk("hq", prepaid("acme"), "127.0.0.1/32").cps(100).build();
    edge.trunkCalls(OURS);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 402 no-credit");
    assertThat(harness.record().part().orElseThrow().leg()).isEqualTo(Cdr.Leg.ORIGINATING);
    harness.records.clear();
  }

  private long free(String account) {
    return edge.ledger.onNode(account, harness.clock.now()).free();
  }

  private void answer() {
    harness.listener().calleeAnswered("", CallHarness.ANSWER);
  }

  private Cdr half(Cdr.Leg leg) {
    return harness.records.stream()
        .filter(record -> record.part().orElseThrow().leg() == leg)
        .findFirst()
        .orElseThrow();
  }

  private static Cdr.Ending cut(HangupCause cause, HungUpBy by, int q850) {
    return new Cdr.Ending(cause, by, 200, q850);
  }

  private void nothingIsLeft() {
    assertThat(harness.registry.size()).isZero();
    assertThat(edge.admission.activeCalls()).isZero();
    assertThat(harness.timers.pending()).isZero();
  }

  @Test
  void aCarriersCallIsCutWhenTheCalledSidesMoneyEnds() {
    calledPays();
    payIn("beta", "0.0200");
    edge.carrierCalls(FRENCH, OURS);
    answer();
    assertThat(free("beta")).as("set aside").isLessThan(Money.parse("0.0200").nanos());
    harness.turn(Duration.ofSeconds(120).minusMillis(1));
    assertThat(harness.records).isEmpty();
    harness.turn(Duration.ofMillis(300));
    assertThat(harness.callee().lastAsked()).isEqualTo("hang up credit-exhausted");
    assertThat(harness.record().ending())
        .isEqualTo(cut(HangupCause.CREDIT_EXHAUSTED, HungUpBy.EDGE, 31));
    assertThat(harness.record().charge().billedSeconds()).isEqualTo(120);
    assertThat(harness.record().charge().amount()).isEqualTo(Money.parse("0.0170"));
    assertThat(free("beta")).isEqualTo(Money.parse("0.0030").nanos());
    nothingIsLeft();
  }

  @Test
  void aCarriersCallThatIsNotAnsweredCostsNothing() {
    calledPays();
    payIn("beta", "0.0085");
    edge.carrierCalls(FRENCH, OURS);
    assertThat(free("beta")).isZero();
    harness.listener().calleeRefused(486, 17);
    assertThat(harness.record().charge().total()).isEqualTo(Money.ZERO);
    assertThat(free("beta")).isEqualTo(Money.parse("0.0085").nanos());
    nothingIsLeft();
  }

  @Test
  void aCarriersCallThatFindsNobodyGivesTheMoneyBack() {
    calledPays();
    payIn("beta", "0.0085");
    edge.contacts = new TrunkContacts(edge.pbx, false, true, List.of());
    edge.carrierCalls(FRENCH, OURS);
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.NOT_REGISTERED);
    assertThat(free("beta")).isEqualTo(Money.parse("0.0085").nanos());
    nothingIsLeft();
  }

  @Test
  void theCalledTrunksMoneyEndsBothHalvesAndEachIsBooked() {
    calledPays();
    payIn("beta", "0.0030");
    edge.trunkCalls(OURS);
    answer();
    harness.turn(Duration.ofSeconds(61));
    assertThat(half(Cdr.Leg.TERMINATING).ending())
        .isEqualTo(cut(HangupCause.CREDIT_EXHAUSTED, HungUpBy.EDGE, 31));
    assertThat(half(Cdr.Leg.ORIGINATING).ending())
        .as("that the other side is poor is its own affair")
        .isEqualTo(cut(HangupCause.NORMAL, HungUpBy.CALLEE, 31));
    assertThat(half(Cdr.Leg.TERMINATING).charge().amount()).isEqualTo(Money.parse("0.0030"));
    assertThat(half(Cdr.Leg.TERMINATING).times().durationMillis()).isEqualTo(60_000);
    assertThat(half(Cdr.Leg.ORIGINATING).path().account()).isEqualTo("acme");
    assertThat(free("beta")).isZero();
    nothingIsLeft();
  }

  @Test
  void theCallingTrunksMoneyEndsBothHalvesAndEachIsBooked() {
    callerPays();
    payIn("acme", "0.0100");
    edge.trunkCalls(OURS);
    answer();
    harness.turn(Duration.ofSeconds(120).plusMillis(1));
    assertThat(half(Cdr.Leg.ORIGINATING).ending())
        .isEqualTo(cut(HangupCause.CREDIT_EXHAUSTED, HungUpBy.EDGE, 31));
    assertThat(half(Cdr.Leg.TERMINATING).ending().hungUpBy()).isEqualTo(HungUpBy.CALLER);
    assertThat(half(Cdr.Leg.ORIGINATING).charge().amount()).isEqualTo(Money.parse("0.0080"));
    assertThat(half(Cdr.Leg.TERMINATING).path().account()).isEqualTo("beta");
    assertThat(free("acme")).isEqualTo(Money.parse("0.0020").nanos());
    nothingIsLeft();
  }

  @Test
  void bothHalvesOfOneAccountAreBookedOnItsBalance() {
    callerPays();
    edge.contacts = new TrunkContacts(edge.hq, false, false, edge.contacts.fixed());
    edge.sell("acme", CallKind.INBOUND_IP, "0.0010");
    payIn("acme", "0.0500");
    edge.trunkCalls(OURS);
    answer();
    harness.turn(Duration.ofSeconds(90));
    harness.listener().hungUp(harness.callee());
    assertThat(half(Cdr.Leg.ORIGINATING).charge().amount()).isEqualTo(Money.parse("0.0080"));
    assertThat(half(Cdr.Leg.TERMINATING).charge().amount()).isEqualTo(Money.parse("0.0020"));
    assertThat(free("acme")).isEqualTo(Money.parse("0.0400").nanos());
    nothingIsLeft();
  }

  @Test
  void whoPaysForBothHalvesNeedsMoneyForBoth() {
    callerPays();
    edge.contacts = new TrunkContacts(edge.hq, false, false, edge.contacts.fixed());
    edge.sell("acme", CallKind.INBOUND_IP, "0.0010");
    payIn("acme", "0.0045");
    edge.trunkCalls(OURS);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 480 contacts-failed");
    assertThat(half(Cdr.Leg.TERMINATING).ending().cause()).isEqualTo(HangupCause.NO_CREDIT);
    assertThat(half(Cdr.Leg.ORIGINATING).charge().total()).isEqualTo(Money.ZERO);
    assertThat(free("acme")).as("all of it").isEqualTo(Money.parse("0.0045").nanos());
    nothingIsLeft();
  }

  @Test
  void aCalledTrunkWithoutMoneyIsNotCalledAndTheCallerPaysNothing() {
    callerPays();
    edge.pbx = OwnNumbers.trunk("pbx", prepaid("beta"), "203.0.113.0/24").build();
    edge.contacts = Contacts.of(edge.pbx, 1);
    payIn("acme", "0.0040");
    edge.trunkCalls(OURS);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 480 contacts-failed");
    assertThat(half(Cdr.Leg.TERMINATING).ending().cause()).isEqualTo(HangupCause.NO_CREDIT);
    assertThat(harness.invitations).isEmpty();
    assertThat(free("acme")).isEqualTo(Money.parse("0.0040").nanos());
    nothingIsLeft();
  }
}
