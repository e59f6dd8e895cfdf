package io.tollgate.rating.charge;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a call costs, slowly: in {@link BigDecimal}, following the design word by word, for the
 * edge's own arithmetic to be compared with.
 */
final class SlowCharge {
  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

  private SlowCharge() {}

  /** What time, connect fee and minimum come to. */
  static BigDecimal amount(Tariff tariff, long millis) {
    long d = seconds(millis);
    if (isFree(tariff, d)) {
      return BigDecimal.ZERO;
    }
    d = Math.max(0, d - tariff.freeSeconds());
    // Sixtieths, so that nothing is rounded before the end.
    BigDecimal sixtieths = tariff.connectFee().toBigDecimal().multiply(SIXTY);
    sixtieths = sixtieths.add(rate(tariff, billed(tariff.increments(), d)));
    BigDecimal least = tariff.minimumCharge().toBigDecimal().multiply(SIXTY);
    return sixtieths.max(least).divide(SIXTY, tariff.digits(), mode(tariff));
  }

  /** What an attempt comes to, answered or not. */
  static BigDecimal attemptFee(Tariff tariff) {
    return tariff.attemptFee().toBigDecimal().setScale(tariff.digits(), mode(tariff));
  }

  /** The seconds that are billed. */
  static long billedSeconds(Tariff tariff, long millis) {
    long d = seconds(millis);
    return isFree(tariff, d)
        ? 0
        : billed(tariff.increments(), Math.max(0, d - tariff.freeSeconds()));
  }

  private static RoundingMode mode(Tariff tariff) {
    return switch (tariff.rounding().mode()) {
      case HALF_UP -> RoundingMode.HALF_UP;
      case HALF_EVEN -> RoundingMode.HALF_EVEN;
      case UP -> RoundingMode.UP;
      case DOWN -> RoundingMode.DOWN;
    };
  }

  private static long seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  private static boolean isFree(Tariff tariff, long d) {
    return d == 0 || d < tariff.graceSeconds();
  }

  private static long billed(Increments increments, long d) {
    if (d == 0) {
      return 0;
    }
    long billed = increments.initialSeconds();
    if (d > billed) {
      BigDecimal started =
          BigDecimal.valueOf(d - billed)
              .divide(BigDecimal.valueOf(increments.nextSeconds()), 0, RoundingMode.CEILING);
      billed += started.longValueExact() * increments.nextSeconds();
    }
    return billed;
  }

  private static BigDecimal rate(Tariff tariff, long seconds) {
    return tariff.ratePerMinute().toBigDecimal().multiply(BigDecimal.valueOf(seconds));
  }
}
