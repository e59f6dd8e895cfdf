package io.tollgate.proxy.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong count = new AtomicLong();
  private final Pace pace = new Pace(count::get, 0);

  @Test
  void isTheMeanSinceTheLastLook() {
    count.set(10);
    assertThat(pace.look(SECOND)).isEqualTo(10);
    count.set(70);
    assertThat(pace.look(4 * SECOND)).isEqualTo(20);
    assertThat(pace.look(5 * SECOND)).isZero();
  }

  @Test
  void isNotDisturbedByASecondReader() {
    count.set(10);
    assertThat(pace.look(SECOND)).isEqualTo(10);
    count.set(11);
    assertThat(pace.look(SECOND + 1_000)).isEqualTo(10);
    count.set(40);
    assertThat(pace.look(3 * SECOND)).isEqualTo(15);
  }

  @Test
  void isZeroInTheFirstSecond() {
    count.set(1_000);
    assertThat(pace.look(SECOND / 2)).isZero();
  }
}
