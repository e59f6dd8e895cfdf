package io.tollgate.rating.charge;

import static io.tollgate.rating.charge.TariffTest.tariff;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaxDurationTest {

  @ParameterizedTest(name = "{0} pays for {1} s")
  @CsvSource({"0.0389, 0", "0.0390, 60", "0.0779, 60", "0.0780, 120", "3.9, 6000", "-1, 0", "0, 0"})
  void paysByTheStartedMinute(String balance, long seconds) {
    Tariff tariff = tariff("0.0390", "0", "0", "0", "60/60", 0, 0);
    assertThat(MaxDuration.seconds(tariff, Money.parse(balance))).isEqualTo(seconds);
  }

  @Test
  void countsEveryFee() {
    Tariff tariff = tariff("0.60", "0.05", "0.01", "0.10", "1/1", 0, 0);
    assertThat(MaxDuration.seconds(tariff, Money.parse("0.1099"))).isZero();
    assertThat(MaxDuration.seconds(tariff, Money.parse("0.11"))).isEqualTo(5);
    assertThat(MaxDuration.seconds(tariff, Money.parse("0.12"))).isEqualTo(6);
  }

  @Test
  void graceAndFreeSecondsDoNotHideTheFirstIncrement() {
    Tariff tariff = tariff("0.60", "0", "0", "0", "60/60", 5, 30);
    assertThat(MaxDuration.seconds(tariff, Money.parse("0.59"))).isZero();
    assertThat(MaxDuration.seconds(tariff, Money.parse("0.60"))).isEqualTo(90);
  }

  @Test
  void aFreeCallHasNoEnd() {
    Tariff tariff = tariff("0", "0", "0", "0", "60/60", 0, 0);
    assertThat(MaxDuration.seconds(tariff, Money.ZERO)).isEqualTo(MaxDuration.UNLIMITED);
    Tariff cheap = tariff("0.000000001", "0", "0", "0", "60/60", 0, 0);
    assertThat(MaxDuration.seconds(cheap, Money.parse("1"))).isEqualTo(MaxDuration.UNLIMITED);
  }

  @Test
  void aPriceBeyondAllMoneyIsNotPaid() {
    Tariff tariff = tariff("9000000000", "0", "0", "0", "60/60", 0, 0);
    assertThat(MaxDuration.seconds(tariff, new Money(Long.MAX_VALUE))).isEqualTo(60);
  }
}
