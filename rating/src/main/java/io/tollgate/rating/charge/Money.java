package io.tollgate.rating.charge;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of some currency, which the holder knows: a count of 10⁻⁹ of the unit, within ±
 * 9.2 thousand million units.
 *
 * @param nanos 10⁻⁹ of the currency's unit
 */
public record Money(long nanos) implements Comparable<Money> {

  /** Nothing. */
  public static final Money ZERO = new Money(0);

  /** The most decimals that an amount may have. */
  public static final int MAX_DECIMALS = 9;

  /** Texts show at least this many. */
  private static final int SHOWN_DECIMALS = 4;

  private static final long UNIT = 1_000_000_000L;

  private static final long[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, UNIT
  };

  /**
   * Reads a plain decimal number such as {@code 0.0390}, {@code 12} or {@code -0.5}: an optional
   * minus, digits, and an optional point with digits after it. No exponent, no grouping, no symbol.
   *
   * @throws IllegalArgumentException where it is not that, has more than 9 decimals that count, or
   *     is too large; the text says which
   */
  public static Money parse(String text) {
    int length = text.length();
    boolean negative = length > 0 && text.charAt(0) == '-';
    int at = negative ? 1 : 0;
    int point = text.indexOf('.', at);
    int unitsEnd = point < 0 ? length : point;
    boolean lacksDigits = unitsEnd == at || point == length - 1 && point >= 0;
    if (lacksDigits) {
      throw notDecimal(text);
    }
    try {
      // Counted downwards, because there is one more negative number than positive ones.
      long nanos = 0;
      for (int i = at; i < unitsEnd; i++) {
        nanos = Math.subtractExact(Math.multiplyExact(nanos, 10), digit(text, i));
      }
      nanos = Math.multiplyExact(nanos, UNIT);
      for (int i = unitsEnd + 1; i < length; i++) {
        nanos = Math.subtractExact(nanos, decimal(text, i, i - unitsEnd));
      }
      return new Money(negative ? nanos : Math.negateExact(nanos));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is too large an amount", e);
    }
  }

  private static long decimal(String text, int i, int place) {
    int digit = digit(text, i);
    if (place <= MAX_DECIMALS) {
      return digit * POWERS_OF_TEN[MAX_DECIMALS - place];
    }
    if (digit != 0) {
      throw new IllegalArgumentException(
          "'" + text + "' has more than " + MAX_DECIMALS + " decimals");
    }
    return 0;
  }

  private static int digit(String text, int i) {
    int digit = text.charAt(i) - '0';
    if (digit < 0 || digit > 9) {
      throw notDecimal(text);
    }
    return digit;
  }

  private static IllegalArgumentException notDecimal(String text) {
    return new IllegalArgumentException("'" + text + "' is not a decimal number such as 0.0390");
  }

  /**
   * The sum.
   *
   * @throws ArithmeticException where it is out of range
   */
  public Money plus(Money other) {
    return new Money(Math.addExact(nanos, other.nanos));
  }

  /**
   * The difference.
   *
   * @throws ArithmeticException where it is out of range
   */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(nanos, other.nanos));
  }

  /** How many nanos the last of {@code digits} decimals counts. */
  static long step(int digits) {
    return POWERS_OF_TEN[MAX_DECIMALS - digits];
  }

  /** Whether it is less than nothing. */
  public boolean isNegative() {
    return nanos < 0;
  }

  /** Whether it is nothing. */
  public boolean isZero() {
    return nanos == 0;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(nanos, other.nanos);
  }

  /** The same amount as a decimal, with 9 decimals. */
  public BigDecimal toBigDecimal() {
    return BigDecimal.valueOf(nanos, MAX_DECIMALS);
  }

  /**
   * The amount of a decimal.
   *
   * @throws ArithmeticException where it has more than 9 decimals or is out of range
   */
  public static Money of(BigDecimal amount) {
    return new Money(
        amount.setScale(MAX_DECIMALS, RoundingMode.UNNECESSARY).unscaledValue().longValueExact());
  }

  /** A decimal string with at least 4 decimals and more only where they count: {@code 0.0390}. */
  @Override
  public String toString() {
    String digits = Long.toString(nanos);
    String magnitude = nanos < 0 ? digits.substring(1) : digits;
    String padded = "0".repeat(Math.max(0, MAX_DECIMALS + 1 - magnitude.length())) + magnitude;
    int point = padded.length() - MAX_DECIMALS;
    int end = padded.length();
    while (end > point + SHOWN_DECIMALS && padded.charAt(end - 1) == '0') {
      end--;
    }
    return (nanos < 0 ? "-" : "") + padded.substring(0, point) + '.' + padded.substring(point, end);
  }
}
