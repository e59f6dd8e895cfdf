package io.tollgate.rating.charge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;

/** Charging against {@link SlowCharge}, with counter-examples made small. */
class ChargingProperties {

  @Property(tries = 20_000)
  void chargesWhatTheModelCharges(
      @ForAll("tariffs") Tariff tariff, @ForAll @LongRange(min = 0, max = 20_000_000) long millis) {
    Charge charge = tariff.charge(Duration.ofMillis(millis));
    assertThat(charge.amount().toBigDecimal())
        .isEqualByComparingTo(SlowCharge.amount(tariff, millis));
    assertThat(charge.attemptFee().toBigDecimal())
        .isEqualByComparingTo(SlowCharge.attemptFee(tariff));
    assertThat(charge.billedSeconds()).isEqualTo(SlowCharge.billedSeconds(tariff, millis));
    assertThat(tariff.totalNanos(Duration.ofMillis(millis))).isEqualTo(charge.total().nanos());
  }

  @Property(tries = 5_000)
  void aBalancePaysForExactlyTheLongestCall(
      @ForAll("tariffs") Tariff tariff, @ForAll("balances") Money balance) {
    long seconds = MaxDuration.seconds(tariff, balance);
    if (seconds == 0) {
      long first = Math.max(tariff.graceSeconds(), tariff.freeSeconds() + 1L);
      assertThat(tariff.charge(Duration.ofSeconds(first)).total()).isGreaterThan(balance);
    } else if (seconds != MaxDuration.UNLIMITED) {
      assertThat(tariff.charge(Duration.ofSeconds(seconds)).total()).isLessThanOrEqualTo(balance);
      assertThat(tariff.charge(Duration.ofSeconds(seconds + 1)).total()).isGreaterThan(balance);
    }
  }

  @Provide
  Arbitrary<Tariff> tariffs() {
    return Combinators.combine(
            money(2_000_000_000L),
            money(200_000_000L),
            money(20_000_000L),
            money(500_000_000L),
            increments(),
            Arbitraries.integers().between(0, 60),
            Arbitraries.integers().between(0, 60),
            Combinators.combine(
                    Arbitraries.integers().between(0, 9), Arbitraries.of(Rounding.Mode.values()))
                .as(Rounding::new))
        .as(
            (rate, connect, attempt, minimum, increments, grace, free, rounding) ->
                new Tariff(
                    "deck",
                    1,
                    "EUR",
                    rounding,
                    "43",
                    "",
                    rate,
                    connect,
                    attempt,
                    minimum,
                    increments,
                    grace,
                    free));
  }

  private static Arbitrary<Money> money(long most) {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(Money.ZERO)),
        Tuple.of(3, Arbitraries.longs().between(0, most).map(Money::new)));
  }

  private static Arbitrary<Increments> increments() {
    return Arbitraries.oneOf(
        Arbitraries.of("1/1", "6/6", "30/6", "60/60", "60/1").map(Increments::parse),
        Combinators.combine(
                Arbitraries.integers().between(1, 120), Arbitraries.integers().between(1, 120))
            .as(Increments::new));
  }

  @Provide
  Arbitrary<Money> balances() {
    return Arbitraries.longs().between(-1, 100_000_000_000L).map(Money::new);
  }
}
