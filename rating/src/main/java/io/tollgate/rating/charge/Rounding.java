package io.tollgate.rating.charge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * How an exact amount becomes one that is charged.
 *
 * @param digits decimals that are left, 0 to 9
 * @param mode what becomes of the rest
 */
public record Rounding(int digits, Mode mode) {

  /** What becomes of the part that is less than the last decimal. */
  public enum Mode {
    /** To the nearer amount; a half goes away from zero. */
    HALF_UP(RoundingMode.HALF_UP, "half up"),
    /** To the nearer amount; a half goes to the one whose last decimal is even. */
    HALF_EVEN(RoundingMode.HALF_EVEN, "half even"),
    /** Away from zero, however little it is. */
    UP(RoundingMode.UP, "up"),
    /** Towards zero, however much it is. */
    DOWN(RoundingMode.DOWN, "down");

    private final RoundingMode java;
    private final String words;

    Mode(RoundingMode java, String words) {
      this.java = java;
      this.words = words;
    }

    /** Its name in explanations. */
    public String words() {
      return words;
    }

    /** The mode that does the same to a {@link BigDecimal}. */
    public RoundingMode toJava() {
      return java;
    }
  }

  public Rounding {
    if (digits < 0 || digits > Money.MAX_DECIMALS) {
      throw new IllegalArgumentException(
          "digits " + digits + " is not within 0 and " + Money.MAX_DECIMALS);
    }
    Objects.requireNonNull(mode);
  }

  /** Half up. */
  public static Rounding halfUp(int digits) {
    return new Rounding(digits, Mode.HALF_UP);
  }

  /**
   * An amount rounded.
   *
   * @throws ArithmeticException where the result is out of range
   */
  public Money round(Money amount) {
    return round(amount.nanos(), 1);
  }

  /**
   * A fraction of a nano rounded, which divides once.
   *
   * @param parts how many of them
   * @param partsOfNano how many make a nano, 1 to 60
   * @throws ArithmeticException where the result is out of range
   */
  Money round(long parts, int partsOfNano) {
    return new Money(roundToNanos(parts, partsOfNano));
  }

  /** As {@link #round(long, int)}, without an object. */
  long roundToNanos(long parts, int partsOfNano) {
    long step = Money.step(digits);
    long divisor = partsOfNano * step;
    long quotient = parts / divisor;
    long rest = Math.abs(parts % divisor);
    if (isAway(quotient, rest, divisor)) {
      quotient += Long.signum(parts);
    }
    return Math.multiplyExact(quotient, step);
  }

  private boolean isAway(long quotient, long rest, long divisor) {
    return switch (mode) {
      case HALF_UP -> rest >= divisor - rest;
      case HALF_EVEN -> rest > divisor - rest || rest == divisor - rest && (quotient & 1) != 0;
      case UP -> rest != 0;
      case DOWN -> false;
    };
  }

  /** As {@link #round(long, int)}, for what no long can hold. */
  Money round(BigInteger parts, int partsOfNano) {
    BigDecimal step = BigDecimal.valueOf(Money.step(digits));
    return new Money(
        new BigDecimal(parts)
            .divide(step.multiply(BigDecimal.valueOf(partsOfNano)), 0, mode.toJava())
            .multiply(step)
            .longValueExact());
  }

  @Override
  public String toString() {
    return mode.words() + " to " + digits + " decimals";
  }
}
