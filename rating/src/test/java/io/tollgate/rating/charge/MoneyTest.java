package io.tollgate.rating.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "0.0390, 39000000, 0.0390",
    "0.039, 39000000, 0.0390",
    "1, 1000000000, 1.0000",
    "0.00351, 3510000, 0.00351",
    "0.000000001, 1, 0.000000001",
    "0.0150, 15000000, 0.0150",
    "0.00750, 7500000, 0.0075",
    "-0.5, -500000000, -0.5000",
    "12.3400000000000, 12340000000, 12.3400",
    "0, 0, 0.0000",
    "9223372036.854775807, 9223372036854775807, 9223372036.854775807",
    "-9223372036.854775808, -9223372036854775808, -9223372036.854775808"
  })
  void readsAndWritesDecimals(String text, long nanos, String written) {
    assertThat(Money.parse(text)).isEqualTo(new Money(nanos)).hasToString(written);
    assertThat(Money.parse(written)).isEqualTo(new Money(nanos));
    assertThat(new Money(nanos).toBigDecimal()).isEqualByComparingTo(text);
    assertThat(Money.of(new BigDecimal(text))).isEqualTo(new Money(nanos));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", ".", "1.", ".5", "1e3", "0,039", "+1", " 1", "1 ", "$1", "1.2.3", "NaN", "0x1",
        "\u0661"
      })
  void refusesWhatIsNoDecimal(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.parse(text))
        .withMessageContaining("is not a decimal number such as 0.0390");
  }

  @Test
  void refusesWhatItCannotHold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.parse("0.0000000001"))
        .withMessageContaining("more than 9 decimals");
    for (String large :
        new String[] {"9223372036.854775808", "10000000000", "99999999999999999999"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Money.parse(large))
          .withMessageContaining("too large");
    }
  }

  @Test
  void addsAndSubtractsExactlyOrNotAtAll() {
    assertThat(Money.parse("0.1").plus(Money.parse("0.2"))).isEqualTo(Money.parse("0.3"));
    assertThat(Money.parse("0.1").minus(Money.parse("0.3"))).isEqualTo(Money.parse("-0.2"));
    Money most = new Money(Long.MAX_VALUE);
    Money cent = Money.parse("0.01");
    assertThatThrownBy(() -> most.plus(cent)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Money(Long.MIN_VALUE).minus(cent))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void comparesByValue() {
    assertThat(Money.parse("0.0075")).isEqualTo(Money.parse("0.00750"));
    assertThat(Money.parse("0.0075")).isLessThan(Money.parse("0.0150"));
    assertThat(Money.ZERO.isZero()).isTrue();
    assertThat(Money.parse("-0.1").isNegative()).isTrue();
  }
}
