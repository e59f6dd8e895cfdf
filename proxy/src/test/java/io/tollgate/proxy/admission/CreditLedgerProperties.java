package io.tollgate.proxy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.Credit;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Whatever calls do at the same time, they never cost more than there is, and nothing is lost. */
class CreditLedgerProperties {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** What happens next: to which of the calls, on which node, and how many seconds go by before. */
  record Step(What what, int which, int seconds) {}

  enum What {
    CALL,
    ANSWER,
    HANG_UP,
    TIME,
    PAY_IN
  }

  /** A call that is up, and how long it has talked; -1 while it rings. */
  private static final class Up {
    private final CallPermit permit;
    private final Tariff tariff;
    private long talked = -1;

    private Up(CallPermit permit, Tariff tariff) {
      this.permit = permit;
      this.tariff = tariff;
    }

    /** Time goes by, as far as it is paid for; false where the money is at its end. */
    private boolean talk(long seconds) {
      if (talked < 0) {
        return true;
      }
      long until = talked + seconds;
      while (permit.funding().paidSeconds() < until) {
        if (!permit.funding().extend()) {
          talked = permit.funding().paidSeconds();
          return false;
        }
      }
      talked = until;
      return true;
    }

    private long end() {
      Charge charge = talked < 0 ? tariff.unanswered() : tariff.charge(Duration.ofSeconds(talked));
      permit.release(charge.total());
      permit.release(charge.total());
      return charge.total().nanos();
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(What.values()),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 200))
        .as(Step::new)
        .list()
        .ofMaxSize(80);
  }

  @Provide
  Arbitrary<Tariff> tariffs() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 1_000),
            Arbitraries.longs().between(0, 300),
            Arbitraries.longs().between(0, 20),
            Arbitraries.longs().between(0, 500),
            Arbitraries.of("1/1", "6/6", "30/6", "60/60", "180/60"),
            Arbitraries.integers().between(0, 70),
            Arbitraries.integers().between(0, 70))
        .as(
            (rate, connect, attempt, least, increments, grace, free) ->
                new Tariff(
                    "demo",
                    1,
                    "USD",
                    9,
                    "43",
                    "",
                    new Money(rate),
                    new Money(connect),
                    new Money(attempt),
                    new Money(least),
                    Increments.parse(increments),
                    grace,
                    free));
  }

  @Property(tries = 3000)
  void noInterleavingOfCallsSpendsMoreThanThereIsNorLosesAnything(
      @ForAll @IntRange(min = 1, max = 3) int nodes,
      @ForAll @LongRange(min = 0, max = 5_000) long balance,
      @ForAll @LongRange(min = 1, max = 3_000) long block,
      @ForAll("tariffs") Tariff tariff,
      @ForAll("steps") List<Step> steps) {
    PooledBank bank = new PooledBank(balance);
    Trunk trunk = trunk(CallLimits.NONE, Optional.of(Credit.PREPAID));
    List<CreditLedger> ledgers = new ArrayList<>();
    List<AdmissionControl> admissions = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      CreditLedger ledger = new CreditLedger(bank, block, Runnable::run, new Tick()::next);
      ledgers.add(ledger);
      admissions.add(new AdmissionControl(ledger));
    }
    long paidIn = balance;
    long spent = 0;
    List<Up> calls = new ArrayList<>();
    for (Step step : steps) {
      if (step.what() == What.PAY_IN) {
        bank.left += step.seconds();
        paidIn += step.seconds();
        ledgers.get(step.which() % nodes).replenish(trunk.account());
      }
      spent += happen(step, admissions.get(step.which() % nodes), trunk, tariff, calls);
      assertThat(spent + costSoFar(calls)).isLessThanOrEqualTo(paidIn);
    }
    spent += calls.stream().mapToLong(Up::end).sum();
    ledgers.forEach(CreditLedger::close);
    assertThat(spent).isLessThanOrEqualTo(paidIn);
    assertThat(bank.left).as("what is left").isEqualTo(paidIn - spent);
  }

  @Property(tries = 1000)
  void norIsMoreSpentInADayOrAMonthThanMayBe(
      @ForAll @LongRange(min = 1, max = 5_000) long perDay,
      @ForAll @LongRange(min = 1, max = 5_000) long perMonth,
      @ForAll @LongRange(min = 1, max = 5_000) long trunkPerDay,
      @ForAll("tariffs") Tariff tariff,
      @ForAll("steps") List<Step> steps) {
    CreditLedger ledger =
        new CreditLedger(new PooledBank(0), CreditLedger.ALL, Runnable::run, new Tick()::next);
    AdmissionControl admission = new AdmissionControl(ledger);
    Trunk trunk =
        trunk(
            CallLimits.NONE.withSpending(
                new CallLimits.Spending(
                    Optional.of(new Money(perDay)), Optional.of(new Money(perMonth)))),
            Optional.empty());
    trunk =
        trunk
            .but()
            .limits(
                CallLimits.NONE.withSpending(
                    new CallLimits.Spending(Optional.of(new Money(trunkPerDay)), Optional.empty())))
            .build();
    long most = Math.min(Math.min(perDay, perMonth), trunkPerDay);
    long spent = 0;
    List<Up> calls = new ArrayList<>();
    for (Step step : steps) {
      spent += happen(step, admission, trunk, tariff, calls);
      assertThat(spent + costSoFar(calls)).isLessThanOrEqualTo(most);
    }
    spent += calls.stream().mapToLong(Up::end).sum();
    CreditLedger.OnNode after = ledger.onNode("acme", NOON);
    assertThat(after.spentToday()).isEqualTo(spent);
    assertThat(after.spentThisMonth()).isEqualTo(spent);
  }

  /** What ended because of it cost so much. */
  private static long happen(
      Step step, AdmissionControl admission, Trunk trunk, Tariff tariff, List<Up> calls) {
    switch (step.what()) {
      case CALL -> {
        CallPermit permit = new CallPermit(() -> {});
        if (admission.fund(permit, "c" + calls.size(), trunk, tariff, NOON).isEmpty()) {
          calls.add(new Up(permit, tariff));
        } else {
          permit.release();
        }
      }
      case ANSWER -> {
        if (step.which() < calls.size() && calls.get(step.which()).talked < 0) {
          calls.get(step.which()).permit.funding().answered();
          calls.get(step.which()).talked = 0;
        }
      }
      case HANG_UP -> {
        if (step.which() < calls.size()) {
          return calls.remove(step.which()).end();
        }
      }
      case TIME -> {
        long spent = 0;
        for (Up call : List.copyOf(calls)) {
          if (!call.talk(step.seconds())) {
            calls.remove(call);
            spent += call.end();
          }
        }
        return spent;
      }
      case PAY_IN -> {}
    }
    return 0;
  }

  private static long costSoFar(List<Up> calls) {
    return calls.stream()
        .filter(call -> call.talked >= 0)
        .mapToLong(call -> call.tariff.charge(Duration.ofSeconds(call.talked)).total().nanos())
        .sum();
  }

  private static Trunk trunk(CallLimits ofAccount, Optional<Credit> credit) {
    return Trunk.builder("hq", new Account("acme", "demo", 1000, ofAccount, credit), AuthMode.LIST)
        .at(List.of(AddressPrefix.parse("192.0.2.1")))
        .cps(1000)
        .build();
  }

  /** A clock that moves by two seconds whenever it is looked at. */
  private static final class Tick {
    private long now;

    private long next() {
      now += 2_000_000_000L;
      return now;
    }
  }
}
