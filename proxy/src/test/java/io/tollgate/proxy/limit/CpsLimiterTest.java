package io.tollgate.proxy.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpsLimiterTest {
  private static final long MILLI = 1_000_000L;

  private final CpsLimiter limiter = new CpsLimiter();

  private boolean tryTake(int rate, long nanos) {
    boolean passes = limiter.hasRoom(rate, nanos);
    if (passes) {
      limiter.take(rate, nanos);
    }
    return passes;
  }

  @Test
  void oneASecondIsOneASecondGiveOrTake100Milliseconds() {
    assertThat(tryTake(1, 0)).isTrue();
    assertThat(tryTake(1, 0)).isFalse();
    assertThat(tryTake(1, 900 * MILLI - 1)).isFalse();
    assertThat(tryTake(1, 900 * MILLI)).isTrue();
    assertThat(tryTake(1, 1_900 * MILLI - 1)).isFalse();
    assertThat(tryTake(1, 1_900 * MILLI)).isTrue();
  }

  @ParameterizedTest(name = "{0} a second, offered every millisecond for {1} s: {2}")
  @CsvSource({"1, 10, 11", "2, 10, 22", "50, 10, 554", "500, 3, 2049"})
  void countsExactly(int rate, int seconds, int expected) {
    long passed =
        LongStream.range(0, seconds * 1_000L).filter(ms -> tryTake(rate, ms * MILLI)).count();
    assertThat(passed).isEqualTo(expected);
  }

  @Test
  void checkingConsumesNothing() {
    for (int i = 0; i < 100; i++) {
      assertThat(limiter.hasRoom(1, 0)).isTrue();
    }
  }

  @Test
  void aSilenceOfCenturiesOverflowsNothing() {
    long now = Long.MIN_VALUE / 2;
    assertThat(tryTake(CpsLimiter.MAX_RATE, now)).isTrue();
    now += Long.MAX_VALUE;
    for (int i = 0; i < CpsLimiter.MAX_RATE; i++) {
      limiter.take(CpsLimiter.MAX_RATE, now);
    }
    assertThat(limiter.hasRoom(CpsLimiter.MAX_RATE, now)).isTrue();
  }

  @Test
  void aTimeThatComesLateDrainsNothingTwice() {
    limiter.take(1, 1_000 * MILLI);
    limiter.take(1, 0);
    assertThat(limiter.hasRoom(1, 2_899 * MILLI)).isFalse();
    assertThat(limiter.hasRoom(1, 2_900 * MILLI)).isTrue();
  }

  @Test
  void aNewRateCountsFromTheNextCallOn() {
    for (int i = 0; i < 55; i++) {
      limiter.take(50, 0);
    }
    assertThat(limiter.hasRoom(100, 0)).isTrue();
    assertThat(limiter.hasRoom(1, 54_899 * MILLI)).isFalse();
    assertThat(limiter.hasRoom(1, 54_900 * MILLI)).isTrue();
  }
}
