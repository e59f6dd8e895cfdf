package io.tollgate.rating.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TariffTest {

  @ParameterizedTest(name = "{0} s by {1}: {2} s")
  @CsvSource({
    "32, 1/1, 32", "32, 6/6, 36", "32, 30/6, 36", "32, 60/60, 60",
    "57, 1/1, 57", "57, 6/6, 60", "57, 30/6, 60", "57, 60/60, 60",
    "75, 1/1, 75", "75, 6/6, 78", "75, 30/6, 78", "75, 60/60, 120"
  })
  void billsByIncrements(int seconds, String increments, long billed) {
    Tariff tariff = tariff("0.60", "0", "0", "0", increments, 0, 0);
    assertThat(tariff.charge(Duration.ofSeconds(seconds)))
        .isEqualTo(new Charge(billed, new Money(billed * 10_000_000), Money.ZERO));
  }

  @ParameterizedTest(name = "{0} ms: {1} s")
  @CsvSource({"0, 0", "1, 1", "999, 1", "1000, 1", "1001, 2", "59999, 60", "60001, 61"})
  void roundsSecondsUp(long millis, long billed) {
    Tariff tariff = tariff("0.60", "0", "0", "0", "1/1", 0, 0);
    assertThat(tariff.charge(Duration.ofMillis(millis)).billedSeconds()).isEqualTo(billed);
  }

  @Test
  void aCallOfNoTimeCostsTheAttemptOnly() {
    Tariff tariff = tariff("0.60", "0.05", "0.01", "0.10", "60/60", 0, 0);
    Charge nothing = new Charge(0, Money.ZERO, Money.parse("0.01"));
    assertThat(tariff.unanswered()).isEqualTo(nothing);
    assertThat(tariff.charge(Duration.ZERO)).isEqualTo(nothing);
    assertThat(nothing.total()).hasToString("0.0100");
  }

  @Test
  void aCallUnderTheGracePeriodCostsTheAttemptOnly() {
    Tariff tariff = tariff("0.60", "0.05", "0.01", "0.10", "1/1", 5, 0);
    assertThat(tariff.charge(Duration.ofSeconds(4)))
        .isEqualTo(new Charge(0, Money.ZERO, Money.parse("0.01")));
    assertThat(tariff.charge(Duration.ofSeconds(5)))
        .isEqualTo(new Charge(5, Money.parse("0.10"), Money.parse("0.01")));
  }

  @ParameterizedTest(name = "{0} s: {1} s, {2}")
  @CsvSource({
    // Nothing is left after the free seconds: connect fee only.
    "10, 0, 0.0500",
    "30, 0, 0.0500",
    "31, 60, 0.6500",
    "90, 60, 0.6500",
    "91, 120, 1.2500"
  })
  void freeSecondsComeBeforeIncrements(int seconds, long billed, String amount) {
    Tariff tariff = tariff("0.60", "0.05", "0", "0", "60/60", 0, 30);
    assertThat(tariff.charge(Duration.ofSeconds(seconds)))
        .isEqualTo(new Charge(billed, Money.parse(amount), Money.ZERO));
  }

  @Test
  void theMinimumCountsTheConnectFeeIn() {
    Tariff tariff = tariff("0.60", "0.05", "0", "0.10", "1/1", 0, 0);
    assertThat(tariff.charge(Duration.ofSeconds(1)).amount()).hasToString("0.1000");
    assertThat(tariff.charge(Duration.ofSeconds(5)).amount()).hasToString("0.1000");
    assertThat(tariff.charge(Duration.ofSeconds(6)).amount()).hasToString("0.1100");
  }

  @ParameterizedTest(name = "{0} for {1} s to {2} digits: {3}")
  @CsvSource({
    // 0.00003 x 1/60 = 0.0000005: a half goes up, and only once.
    "0.00003, 1, 6, 0.000001",
    "0.000029999, 1, 6, 0.0000",
    "0.0351, 1, 4, 0.0006",
    "0.0351, 1, 5, 0.00059",
    "0.0351, 1, 9, 0.000585",
    "0.0351, 10, 2, 0.0100",
    "1, 1, 0, 0.0000",
    "1, 30, 0, 1.0000"
  })
  void roundsOnceHalfUp(String rate, int seconds, int digits, String amount) {
    Tariff tariff =
        new Tariff(
            "d",
            1,
            "USD",
            digits,
            "43",
            "",
            Money.parse(rate),
            Money.ZERO,
            Money.ZERO,
            Money.ZERO,
            Increments.PER_SECOND,
            0,
            0);
    assertThat(tariff.charge(Duration.ofSeconds(seconds)).amount()).hasToString(amount);
  }

  @Test
  void chargesWhatNeedsMoreThan64BitsOnTheWay() {
    Tariff tariff = tariff("1000000", "0", "0", "0", "1/1", 0, 0);
    assertThat(tariff.charge(Duration.ofHours(100)).amount()).isEqualTo(Money.parse("6000000000"));
    Duration tooLong = Duration.ofHours(1000);
    assertThatThrownBy(() -> tariff.charge(tooLong)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void refusesNegativeTime() {
    Tariff tariff = tariff("1", "0", "0", "0", "1/1", 0, 0);
    Duration negative = Duration.ofSeconds(-1);
    assertThatIllegalArgumentException().isThrownBy(() -> tariff.charge(negative));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "60", "/", "60/", "/6", "0/1", "1/0", "-1/1", "1/1/1", "a/b", "86401/1"})
  void refusesWrongIncrements(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Increments.parse(text));
  }

  static Tariff tariff(
      String rate,
      String connect,
      String attempt,
      String minimum,
      String increments,
      int grace,
      int free) {
    return new Tariff(
        "demo",
        1,
        "USD",
        4,
        "43",
        "",
        Money.parse(rate),
        Money.parse(connect),
        Money.parse(attempt),
        Money.parse(minimum),
        Increments.parse(increments),
        grace,
        free);
  }
}
