package io.tollgate.rating.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {

  @ParameterizedTest
  @CsvSource({
    "0.00005,     4, 0.0001,      0.0000,      0.0001,      0.0000",
    "0.00015,     4, 0.0002,      0.0002,      0.0002,      0.0001",
    "0.000150001, 4, 0.0002,      0.0002,      0.0002,      0.0001",
    "0.00004999,  4, 0.0000,      0.0000,      0.0001,      0.0000",
    "-0.00005,    4, -0.0001,     0.0000,      -0.0001,     0.0000",
    "0.5,         0, 1.0000,      0.0000,      1.0000,      0.0000",
    "1.5,         0, 2.0000,      2.0000,      2.0000,      1.0000",
    "2.5,         0, 3.0000,      2.0000,      3.0000,      2.0000",
    "0.123456789, 9, 0.123456789, 0.123456789, 0.123456789, 0.123456789",
    "0.0390,      2, 0.0400,      0.0400,      0.0400,      0.0300",
    "0.0300,      2, 0.0300,      0.0300,      0.0300,      0.0300"
  })
  void halvesAndRests(
      String text, int digits, String halfUp, String halfEven, String up, String down) {
    Money amount = Money.parse(text);
    assertThat(new Rounding(digits, Rounding.Mode.HALF_UP).round(amount)).hasToString(halfUp);
    assertThat(new Rounding(digits, Rounding.Mode.HALF_EVEN).round(amount)).hasToString(halfEven);
    assertThat(new Rounding(digits, Rounding.Mode.UP).round(amount)).hasToString(up);
    assertThat(new Rounding(digits, Rounding.Mode.DOWN).round(amount)).hasToString(down);
  }

  @Property
  void aFractionOfANanoIsRoundedAsADecimalIs(
      @ForAll long parts,
      @ForAll @IntRange(min = 1, max = 60) int partsOfNano,
      @ForAll @IntRange(max = 8) int digits,
      @ForAll Rounding.Mode mode) {
    assertRounded(parts, partsOfNano, digits, mode);
  }

  @Property
  void halvesToo(
      @ForAll @LongRange(min = -1_000, max = 1_000) long halves,
      @ForAll @IntRange(max = 8) int digits,
      @ForAll Rounding.Mode mode) {
    assertRounded(halves * 30 * Money.step(digits), 60, digits, mode);
  }

  private static void assertRounded(long parts, int partsOfNano, int digits, Rounding.Mode mode) {
    BigDecimal slow =
        BigDecimal.valueOf(parts)
            .divide(BigDecimal.valueOf(partsOfNano * Money.step(digits)), 0, java(mode))
            .multiply(BigDecimal.valueOf(Money.step(digits), Money.MAX_DECIMALS));
    Rounding rounding = new Rounding(digits, mode);
    if (slow.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE, Money.MAX_DECIMALS)) > 0) {
      assertThatExceptionOfType(ArithmeticException.class)
          .isThrownBy(() -> rounding.round(parts, partsOfNano));
      return;
    }
    assertThat(rounding.round(parts, partsOfNano).toBigDecimal()).isEqualByComparingTo(slow);
    assertThat(rounding.round(BigInteger.valueOf(parts), partsOfNano).toBigDecimal())
        .isEqualByComparingTo(slow);
  }

  private static RoundingMode java(Rounding.Mode mode) {
    return switch (mode) {
      case HALF_UP -> RoundingMode.HALF_UP;
      case HALF_EVEN -> RoundingMode.HALF_EVEN;
      case UP -> RoundingMode.UP;
      case DOWN -> RoundingMode.DOWN;
    };
  }

  @Test
  void digitsHaveTheirBounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> Rounding.halfUp(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Rounding.halfUp(10));
  }
}
