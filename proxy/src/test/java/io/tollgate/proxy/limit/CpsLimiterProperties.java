package io.tollgate.proxy.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class CpsLimiterProperties {
  private static final long SECOND = 1_000_000_000L;

  /**
   * The promise itself, with all arrivals remembered: a call passes if no window that ends with it
   * holds more than {@code rate + rate · (w + 0.1)} calls then.
   */
  private static final class Promise {
    private final List<Long> passed = new ArrayList<>();

    boolean tryTake(int rate, long now) {
      for (int i = 0; i < passed.size(); i++) {
        BigInteger calls = BigInteger.valueOf((passed.size() - i + 1) * SECOND);
        BigInteger window = BigInteger.valueOf(now - passed.get(i) + SECOND + SECOND / 10);
        if (calls.compareTo(window.multiply(BigInteger.valueOf(rate))) > 0) {
          return false;
        }
      }
      passed.add(now);
      return true;
    }
  }

  @Property
  void passesExactlyWhatThePromiseAllows(
      @ForAll @IntRange(min = 1, max = 60) int rate,
      @ForAll long start,
      @ForAll("gaps") List<Long> gaps) {
    CpsLimiter limiter = new CpsLimiter();
    Promise promise = new Promise();
    long now = start;
    for (long gap : gaps) {
      now += gap;
      boolean passes = limiter.hasRoom(rate, now);
      if (passes) {
        limiter.take(rate, now);
      }
      assertThat(passes).isEqualTo(promise.tryTake(rate, now));
    }
  }

  /** From bursts to silence, with the moments at which a place comes free among them. */
  @Provide
  Arbitrary<List<Long>> gaps() {
    Arbitrary<Long> gap =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(0L)),
            Tuple.of(4, Arbitraries.longs().between(0, SECOND / 20)),
            Tuple.of(2, Arbitraries.longs().between(0, 3 * SECOND)),
            Tuple.of(2, Arbitraries.of(SECOND / 10, SECOND - SECOND / 10, SECOND, SECOND / 50)),
            Tuple.of(1, Arbitraries.longs().between(0, Long.MAX_VALUE / 1000)));
    return gap.list().ofMaxSize(120);
  }

  @Property
  void neverRefusesWhoKeepsToTheRate(
      @ForAll @IntRange(min = 1, max = CpsLimiter.MAX_RATE) int rate, @ForAll long start) {
    CpsLimiter limiter = new CpsLimiter();
    for (long call = 0; call < 100; call++) {
      // A sender whose every call is late or early by up to 50 ms.
      long jitter = (call * 7_919 % 101 - 50) * SECOND / 1000;
      long now = start + call * SECOND / rate + (rate <= 10 ? jitter : 0);
      assertThat(limiter.hasRoom(rate, now)).isTrue();
      limiter.take(rate, now);
    }
  }
}
