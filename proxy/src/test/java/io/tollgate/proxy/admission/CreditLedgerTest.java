package io.tollgate.proxy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdrs;
import io.tollgate.proxy.cdr.SqliteCdrStore;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.store.CreditBook.Entered;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.MaxDuration;
import io.tollgate.rating.charge.Money;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger over the node's own database, through starts, stops and crashes. */
class CreditLedgerTest {
  /** When the calls of {@link Cdrs} came in. */
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");

  /** A call of 32 s at 0.0390 by 30/6 costs 0.0234, and 0.0010 for the attempt. */
  private static final String COST = "0.0244";

  /** What 60 s of it cost, which is what is set aside first. */
  private static final String STRETCH = "0.0400";

  @TempDir private Path folder;
  private Store store;
  private CreditBook book;
  private CreditLedger ledger;
  private long nanos;

  private Trunk trunk = trunk(Optional.of(Credit.PREPAID), CallLimits.NONE, CallLimits.NONE);

  private static Trunk trunk(Optional<Credit> credit, CallLimits ofAccount, CallLimits ofTrunk) {
    return Trunk.builder(
            "acme-hq", new Account("acme", "demo", 100, ofAccount, credit), AuthMode.LIST)
        .at(List.of(AddressPrefix.parse("192.0.2.1")))
        .cps(100)
        .limits(ofTrunk)
        .build();
  }

  @BeforeEach
  void start() {
    store = Store.open(new StoreSettings(folder.resolve("tollgate.db")));
    book = new CreditBook(store);
    book.takeBack();
    book.open("acme", "USD");
    ledger = new CreditLedger(CreditBank.of(book), CreditLedger.ALL, Runnable::run, () -> nanos);
    ledger.open(trunk.account(), book, NOW);
    ledger.open(trunk, book, NOW);
  }

  /** Without a word to the bank, as a kill -9 does. */
  @AfterEach
  void crash() {
    store.close();
  }

  private void restart() {
    crash();
    start();
  }

  private void payIn(String id, String amount) {
    assertThat(
            book.enter(new CreditBook.Entry(id, "acme", Money.parse(amount).nanos(), "cash", NOW)))
        .isEqualTo(Entered.MADE);
    ledger.replenish(trunk.account());
  }

  private CallPermit funded(String call) {
    CallPermit permit = new CallPermit(() -> {});
    assertThat(ledger.fund(permit, call, trunk, Cdrs.TARIFF, NOW)).isEmpty();
    return permit;
  }

  private void assertRefused(HangupCause cause) {
    assertThat(ledger.fund(new CallPermit(() -> {}), "no", trunk, Cdrs.TARIFF, NOW))
        .hasValueSatisfying(refused -> assertThat(refused.cause()).isEqualTo(cause));
  }

  private void record(Cdr... records) {
    new SqliteCdrStore(store).append(List.of(records));
  }

  private CreditBook.Standing standing() {
    return book.standings().getFirst();
  }

  private static long nanos(String amount) {
    return Money.parse(amount).nanos();
  }

  @Test
  void theFirstIncrementHasToBePaidToTheLastUnit() {
    assertRefused(HangupCause.NO_CREDIT);
    payIn("1", "0.020499999"); // 30 s cost 0.0195, the attempt 0.0010
    assertRefused(HangupCause.NO_CREDIT);
    payIn("2", "0.000000001");
    assertThat(funded("a").funding().paidSeconds()).isEqualTo(30);
    assertRefused(HangupCause.NO_CREDIT);
  }

  @Test
  void callsAtTheSameTimeShareWhatThereIsAndEachIsPaidToItsLastSecond() {
    payIn("1", "0.1000");
    CallPermit first = funded("a");
    CallPermit second = funded("b");
    assertThat(first.funding().paidSeconds()).isEqualTo(60);
    assertRefused(HangupCause.NO_CREDIT); // 0.0200 are left, 0.0205 would be needed
    assertThat(second.funding().extend()).isTrue(); // 30 s cost 0.0195
    assertThat(second.funding().paidSeconds()).isEqualTo(90);
    assertThat(first.funding().extend()).isFalse();
    assertThat(first.funding().exhausted()).isEqualTo(HangupCause.CREDIT_EXHAUSTED);
    second.release(Money.parse(COST));
    assertThat(first.funding().extend()).isTrue();
    assertThat(first.funding().paidSeconds()).isEqualTo(114);
  }

  @Test
  void aPostpaidAccountGoesAsFarAsItsLimit() {
    trunk =
        trunk(
            Optional.of(Credit.postpaid(Money.parse("0.0400"))), CallLimits.NONE, CallLimits.NONE);
    restart();
    CallPermit permit = funded("a");
    assertRefused(HangupCause.NO_CREDIT);
    permit.release(Money.parse(COST));
    record(Cdrs.answered("a"));
    assertThat(standing().balance()).isEqualTo(-nanos(COST));
  }

  @Test
  void aStopGivesBackWhatNoCallHas() {
    payIn("1", "1.0000");
    CallPermit permit = funded("a");
    permit.funding().answered();
    permit.release(Money.parse(COST));
    record(Cdrs.answered("a"));
    ledger.close();
    assertThat(standing())
        .isEqualTo(new CreditBook.Standing("acme", "USD", nanos("1.0000") - nanos(COST), 0, 0));
    restart();
    assertThat(ledger.onNode("acme", NOW).free()).isEqualTo(nanos("1.0000") - nanos(COST));
  }

  @Test
  void aCrashHoldsTheMoneyOfCallsThatWereUpUntilTheirRecordsCome() {
    payIn("1", "1.0000");
    CallPermit up = funded("a");
    up.funding().answered();
    funded("b"); // still rings, and leaves no trace
    ledger.flush();
    restart();
    assertThat(standing().held()).isEqualTo(nanos(STRETCH));
    assertThat(ledger.onNode("acme", NOW).free()).isEqualTo(nanos("1.0000") - nanos(STRETCH));

    record(Cdrs.answered("a"));
    assertThat(standing())
        .isEqualTo(
            new CreditBook.Standing(
                "acme", "USD", nanos("1.0000") - nanos(COST), nanos("1.0000") - nanos(STRETCH), 0));
    ledger.replenish(trunk.account());
    assertThat(ledger.onNode("acme", NOW).free()).isEqualTo(nanos("1.0000") - nanos(COST));
  }

  @Test
  void anOperatorLetsHeldMoneyGo() {
    payIn("1", "1.0000");
    CallPermit up = funded("a");
    up.funding().answered();
    ledger.flush();
    assertThat(book.release("a")).as("a call that is up").isFalse();
    restart();
    assertThat(book.orphans("acme"))
        .containsExactly(new CreditBook.Hold("a", "acme", nanos(STRETCH)));
    assertThat(book.release("a")).isTrue();
    assertThat(book.release("a")).isFalse();
    ledger.replenish(trunk.account());
    assertThat(ledger.onNode("acme", NOW).free()).isEqualTo(nanos("1.0000"));
  }

  @Test
  void aCrashBetweenTheEndOfACallAndItsRecordIsNoDifferent() {
    payIn("1", "1.0000");
    CallPermit permit = funded("a");
    permit.funding().answered();
    ledger.flush();
    permit.release(Money.parse(COST));
    restart();
    record(Cdrs.answered("a"));
    record(Cdrs.answered("a")); // written again after an uncertain commit
    assertThat(standing().balance()).isEqualTo(nanos("1.0000") - nanos(COST));
    assertThat(standing().held()).isZero();
  }

  @Test
  void aNoteThatComesAfterTheRecordIsNotTaken() {
    payIn("1", "1.0000");
    record(Cdrs.answered("a"));
    book.hold(List.of(new CreditBook.Hold("a", "acme", nanos(STRETCH))));
    restart();
    assertThat(standing().held()).isZero();
  }

  @Test
  void anEntryIsMadeOnce() {
    payIn("1", "1.0000");
    CreditBook.Entry again =
        new CreditBook.Entry("1", "acme", nanos("1.0000"), "cash", NOW.plusSeconds(1));
    assertThat(book.enter(again)).isEqualTo(Entered.ALREADY);
    assertThat(book.enter(new CreditBook.Entry("1", "acme", 1, "", NOW)))
        .isEqualTo(Entered.CONTRADICTED);
    assertThat(book.enter(new CreditBook.Entry("2", "nobody", 1, "", NOW)))
        .isEqualTo(Entered.NO_ACCOUNT);
    assertThat(standing().balance()).isEqualTo(nanos("1.0000"));
    assertThat(book.entries("acme", 10)).hasSize(1);
  }

  @Test
  void whatIsTakenOutOfABalanceIsNotSpentMeanwhile() {
    payIn("1", "0.1000");
    ledger.giveBack(trunk.account());
    payIn("2", "-0.0900");
    assertRefused(HangupCause.NO_CREDIT);
    assertThat(ledger.onNode("acme", NOW).free()).isEqualTo(nanos("0.0100"));
  }

  @Test
  void nothingIsDrawnForAnAccountThatIsNotThere() {
    assertThat(book.draw("nobody", 5, CreditLedger.ALL)).isZero();
  }

  @Test
  void anAccountKeepsItsCurrency() {
    assertThat(book.open("acme", "EUR")).isEqualTo("USD");
  }

  @Test
  void aDaysSpendingOutlivesAProcessAndEndsAtMidnight() {
    CallLimits.Spending cents =
        new CallLimits.Spending(Optional.of(Money.parse("0.0500")), Optional.empty());
    trunk = trunk(Optional.empty(), CallLimits.NONE.withSpending(cents), CallLimits.NONE);
    restart();
    CallPermit permit = funded("a");
    assertRefused(HangupCause.SPEND_DAY);
    permit.release(Money.parse(COST));
    record(Cdrs.answered("a"));
    restart();
    assertThat(ledger.onNode("acme", NOW).spentToday()).isEqualTo(nanos(COST));
    // 0.0256 are left: 36 s cost 0.0234 + 0.0010, 42 s would cost 0.0283.
    assertThat(funded("b").funding().paidSeconds()).isEqualTo(36);
    assertRefused(HangupCause.SPEND_DAY);
    Instant tomorrow = NOW.plusSeconds(86_400);
    CallPermit next = new CallPermit(() -> {});
    assertThat(ledger.fund(next, "c", trunk, Cdrs.TARIFF, tomorrow)).isEmpty();
    assertThat(ledger.onNode("acme", tomorrow).spentThisMonth())
        .isEqualTo(nanos(COST) + nanos("0.0244") + nanos(STRETCH));
  }

  @Test
  void aTrunksMonthlySpendingOutlivesAProcessAndEndsWithTheMonth() {
    CallLimits.Spending cents =
        new CallLimits.Spending(Optional.empty(), Optional.of(Money.parse("0.0250")));
    trunk = trunk(Optional.empty(), CallLimits.NONE, CallLimits.NONE.withSpending(cents));
    restart();
    funded("a").release(Money.parse(COST));
    record(Cdrs.answered("a"));
    restart();
    assertRefused(HangupCause.SPEND_MONTH);
    CallPermit next = new CallPermit(() -> {});
    Instant april = Instant.parse("2026-04-01T00:00:00Z");
    assertThat(ledger.fund(next, "b", trunk, Cdrs.TARIFF, april)).isEmpty();
    assertThat(next.funding().extend()).isFalse();
    assertThat(next.funding().exhausted()).isEqualTo(HangupCause.SPEND_MONTH);
  }

  private static final CallLimits DAILY =
      CallLimits.NONE.withSpending(
          new CallLimits.Spending(Optional.of(Money.parse("1.0000")), Optional.empty()));

  /** As a changed configuration does, while the process goes on. */
  private void change(Optional<Credit> credit, CallLimits ofAccount, CallLimits ofTrunk) {
    trunk = trunk(credit, ofAccount, ofTrunk);
    ledger.open(trunk.account(), book, NOW);
    ledger.open(trunk, book, NOW);
  }

  @Test
  void aLimitThatComesLaterCountsWhatWasSpentBefore() {
    change(Optional.empty(), CallLimits.NONE, DAILY); // the trunk's is known, its account's is not
    record(Cdrs.answered("a", "acme", "acme-other", HangupCause.NORMAL));
    change(Optional.empty(), DAILY, DAILY);
    assertThat(ledger.onNode("acme", NOW).spentToday()).isEqualTo(nanos(COST));
  }

  @Test
  void whatIsSpentWhileALimitIsAwayCountsWhenItComesBack() {
    change(Optional.empty(), DAILY, DAILY);
    change(Optional.empty(), CallLimits.NONE, CallLimits.NONE);
    funded("a").release(Money.parse(COST));
    record(Cdrs.answered("a"));
    CallLimits tight =
        CallLimits.NONE.withSpending(
            new CallLimits.Spending(Optional.of(Money.parse(COST)), Optional.empty()));
    change(Optional.empty(), tight, CallLimits.NONE);
    assertRefused(HangupCause.SPEND_DAY);
    change(Optional.empty(), CallLimits.NONE, tight);
    assertRefused(HangupCause.SPEND_DAY);
  }

  @Test
  void aCallThatIsUpWhenALimitComesCountsAtItsEnd() {
    change(Optional.empty(), CallLimits.NONE, CallLimits.NONE);
    CallPermit unbounded = funded("a");
    change(Optional.empty(), CallLimits.NONE, DAILY);
    CallPermit ofTrunk = funded("b");
    change(Optional.empty(), DAILY, DAILY);
    CallPermit both = funded("c");
    assertThat(unbounded.funding().paidSeconds()).isEqualTo(MaxDuration.UNLIMITED);
    assertThat(ledger.onNode("acme", NOW).spentToday()).isEqualTo(nanos(STRETCH));
    for (CallPermit permit : List.of(unbounded, ofTrunk, both)) {
      permit.release(Money.parse(COST));
    }
    assertThat(ledger.onNode("acme", NOW).spentToday()).isEqualTo(3 * nanos(COST));
    CallLimits spent =
        CallLimits.NONE.withSpending(
            new CallLimits.Spending(
                Optional.of(Money.parse("0.0732").plus(Money.parse("0.0100"))), Optional.empty()));
    trunk = trunk(Optional.empty(), CallLimits.NONE, spent);
    assertRefused(HangupCause.SPEND_DAY); // the trunk has counted all three as well
  }

  @Test
  void creditThatComesWhileTheEdgeRunsIsNotSpentByCallsThatWereUp() {
    change(Optional.empty(), CallLimits.NONE, CallLimits.NONE);
    record(Cdrs.answered("before")); // charged to a balance that nobody looks at
    CallPermit up = funded("up");
    change(Optional.of(Credit.PREPAID), CallLimits.NONE, CallLimits.NONE);
    payIn("1", "0.0488"); // 0.0244 are owed for the call before
    assertThat(ledger.onNode("acme", NOW).free()).isEqualTo(nanos("0.0244"));
    up.release(Money.parse(COST));
    record(Cdrs.answered("up"));
    assertThat(ledger.onNode("acme", NOW).free()).isZero();
    assertRefused(HangupCause.NO_CREDIT);
    assertThat(standing().granted()).isZero();
  }

  @Test
  void creditThatGoesAndComesBackIsWhatTheRecordsLeft() {
    payIn("1", "1.0000");
    CallPermit paid = funded("a");
    change(Optional.empty(), CallLimits.NONE, CallLimits.NONE);
    funded("b").release(Money.parse(COST));
    record(Cdrs.answered("b"));
    change(Optional.of(Credit.PREPAID), CallLimits.NONE, CallLimits.NONE);
    assertThat(ledger.onNode("acme", NOW).free())
        .isEqualTo(nanos("1.0000") - nanos(COST) - nanos(STRETCH));
    paid.release(Money.parse(COST));
    record(Cdrs.answered("a"));
    assertThat(ledger.onNode("acme", NOW).free()).isEqualTo(nanos("1.0000") - 2 * nanos(COST));
    assertThat(standing().granted()).isEqualTo(nanos("1.0000") - 2 * nanos(COST));
  }

  @Test
  void aCallThatIsUpGoesOnOnTheCreditThatItWasAdmittedWith() {
    payIn("1", "1.0000");
    CallPermit up = funded("a");
    change(Optional.empty(), DAILY, CallLimits.NONE);
    assertThat(up.funding().extend()).isTrue();
    change(Optional.empty(), CallLimits.NONE, CallLimits.NONE);
    assertThat(up.funding().extend()).isTrue();
    ledger.retain(Set.of("other"), Set.of());
    assertThat(up.funding().extend()).isTrue();
    up.release(Money.parse(COST));
    record(Cdrs.answered("a"));
    ledger.retain(Set.of("other"), Set.of());
    assertThat(standing().granted()).isZero();
    change(Optional.of(Credit.PREPAID), CallLimits.NONE, CallLimits.NONE);
    assertThat(ledger.onNode("acme", NOW).free()).isEqualTo(nanos("1.0000") - nanos(COST));
  }

  @Test
  void whoIsNoCustomerAnyMoreIsForgotten() {
    payIn("1", "1.0000");
    ledger.retain(Set.of("other"), Set.of());
    assertThat(ledger.onNode("acme", NOW).free()).isZero();
    assertThat(standing().granted()).isZero();
    change(Optional.of(Credit.PREPAID), CallLimits.NONE, CallLimits.NONE);
    assertThat(ledger.onNode("acme", NOW).free()).isEqualTo(nanos("1.0000"));
  }

  @Test
  void callsThatNobodyCountsAreNotBounded() {
    trunk = trunk(Optional.empty(), CallLimits.NONE, CallLimits.NONE);
    restart();
    CallPermit permit = funded("a");
    assertThat(permit.funding().paidSeconds()).isEqualTo(MaxDuration.UNLIMITED);
    assertThat(permit.funding().extend()).isFalse();
    permit.release(Money.parse(COST));
    assertThat(ledger.onNode("acme", NOW).spentToday()).isZero();
  }
}
