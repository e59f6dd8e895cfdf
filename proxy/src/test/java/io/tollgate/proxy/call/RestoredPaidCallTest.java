package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.admission.CallPermit;
import io.tollgate.proxy.admission.CreditBank;
import io.tollgate.proxy.admission.CreditLedger;
import io.tollgate.proxy.admission.Verdict;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;
import io.tollgate.proxy.cdr.SqliteCdrStore;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A prepaid call outlives its process: another one carries it on, over the same database. A started
 * minute costs 0.0390.
 */
class RestoredPaidCallTest {
  private static final Trunk TRUNK =
      Trunk.builder(
              "hq",
              new Account("acme", "demo", 100, CallLimits.NONE, Optional.of(Credit.PREPAID)),
              AuthMode.LIST)
          .at(List.of(AddressPrefix.parse("127.0.0.1/32")))
          .cps(100)
          .build();

  @TempDir private Path folder;
  private Node node;

  /** What is gone with a process, and made anew by the next. */
  private final class Node {
    private final CallHarness harness = new CallHarness();
    private final Store store = Store.open(new StoreSettings(folder.resolve("tollgate.db")));
    private final CreditBook book = new CreditBook(store);
    private final CreditLedger ledger;
    private final AdmissionControl admission;

    Node() {
      book.takeBack();
      book.open("acme", "USD");
      ledger =
          new CreditLedger(
              CreditBank.of(book), CreditLedger.ALL, Runnable::run, harness.clock::nanos);
      ledger.open(TRUNK.account(), book, harness.clock.now());
      admission = new AdmissionControl(ledger);
    }

    Optional<Verdict.Refused> fund(CallPermit permit, String id) {
      return admission.fund(permit, id, TRUNK, CallHarness.TARIFF, harness.clock.now());
    }

    CallPermit permit() {
      return ((Verdict.Admitted) admission.admit(TRUNK, harness.clock.nanos())).permit();
    }

    CreditBook.Standing standing() {
      return book.standings().getFirst();
    }
  }

  /** Without a word to the bank, as a kill -9 does. */
  @AfterEach
  void crash() {
    node.store.close();
  }

  /** A call that has talked for 40 s when its node goes. */
  private CallSnapshot answered(String balance, boolean noted) {
    node = new Node();
    long amount = Money.parse(balance).nanos();
    node.book.enter(new CreditBook.Entry("1", "acme", amount, "cash", Instant.EPOCH));
    node.ledger.replenish(TRUNK.account());
    CallPermit permit = node.permit();
    assertThat(node.fund(permit, "id-1")).isEmpty();
    Call call = node.harness.start(permit);
    node.harness.listener().calleeAnswered("", CallHarness.ANSWER);
    call.acknowledged(node.harness.caller, Body.NONE);
    if (noted) {
      node.ledger.flush();
    }
    node.harness.turn(Duration.ofSeconds(40));
    return call.snapshot();
  }

  /** Another process has it 10 s later, in its 50th second. */
  private Call restored(CallSnapshot snapshot) {
    crash();
    node = new Node();
    CallHarness there = node.harness;
    there.clock.turn(Duration.between(there.clock.now(), snapshot.answeredAt().plusSeconds(50)));
    there.timers.advance(there.clock.nanos());
    CallPermit permit =
        node.admission.resume(
            TRUNK, "id-1", snapshot.context().tariff(), snapshot.context().receivedAt());
    assertThat(node.admission.activeCalls()).isEqualTo(1);
    return Call.restore(snapshot, there.environment(), there.legs(), permit);
  }

  /** Its record is written, and the process ends in order. */
  private void assertCharged(String charge, String left) {
    Cdr record = node.harness.record();
    assertThat(record.charge().amount()).isEqualTo(Money.parse(charge));
    new SqliteCdrStore(node.store).append(List.of(record));
    node.ledger.close();
    assertThat(node.standing())
        .isEqualTo(new CreditBook.Standing("acme", "USD", Money.parse(left).nanos(), 0, 0));
    assertThat(node.admission.activeCalls()).isZero();
  }

  private void assertCutAfter(Duration talked) {
    CallHarness harness = node.harness;
    assertThat(harness.caller.lastAsked()).isEqualTo("hang up credit-exhausted");
    assertThat(harness.callee().lastAsked()).isEqualTo("hang up credit-exhausted");
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.CREDIT_EXHAUSTED, HungUpBy.EDGE, 200, 31));
    assertThat(harness.record().times().durationMillis()).isEqualTo(talked.toMillis());
  }

  @Test
  void itIsCutWhenWhatItHadSetAsideEnds() {
    restored(answered("0.0390", true));
    node.harness.turn(Duration.ofMillis(9_999));
    assertThat(node.harness.records).isEmpty();
    node.harness.turn(Duration.ofMillis(50));
    assertCutAfter(Duration.ofSeconds(60));
    assertCharged("0.0390", "0.0000");
  }

  @Test
  void itGoesOnWithWhatTheAccountHasLeft() {
    restored(answered("0.0780", true));
    node.harness.turn(Duration.ofMillis(69_999));
    assertThat(node.harness.records).isEmpty();
    node.harness.turn(Duration.ofMillis(50));
    assertCutAfter(Duration.ofSeconds(120));
    assertCharged("0.0780", "0.0000");
  }

  @Test
  void whatItDoesNotUseGoesBack() {
    Call call = restored(answered("1.0000", true));
    node.harness.turn(Duration.ofSeconds(5));
    call.hungUp(node.harness.callee());
    assertCharged("0.0390", "0.9610");
  }

  @Test
  void itsMoneyIsNobodyElses() {
    restored(answered("0.0390", true));
    assertThat(node.standing().held()).as("left to be released by hand").isZero();
    assertThat(node.book.release("id-1")).isFalse();
    assertThat(node.fund(node.permit(), "id-2"))
        .hasValueSatisfying(
            refused -> assertThat(refused.cause()).isEqualTo(HangupCause.NO_CREDIT));
  }

  @Test
  void oneThatWasNotNotedYetPaysForWhatWasTalked() {
    Call call = restored(answered("0.0780", false));
    node.harness.turn(Duration.ofSeconds(5));
    call.hungUp(node.harness.callee());
    assertThat(node.harness.record().times().durationMillis()).isEqualTo(55_000);
    assertCharged("0.0390", "0.0390");
  }

  @Test
  void aSecondCrashHoldsItsMoneyAgain() {
    restored(answered("0.0390", true));
    node.ledger.flush();
    crash();
    node = new Node();
    assertThat(node.book.orphans("acme"))
        .containsExactly(new CreditBook.Hold("id-1", "acme", Money.parse("0.0390").nanos()));
  }
}
