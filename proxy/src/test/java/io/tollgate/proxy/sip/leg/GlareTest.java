package io.tollgate.proxy.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlareTest {
  @ParameterizedTest
  @CsvSource({"true, 2100, 4000", "false, 0, 2000"})
  void thePauseIsTheRfcs(boolean owner, long least, long most) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 1000; i++) {
      assertThat(Glare.pauseNanos(owner, random))
          .isBetween(least * 1_000_000, most * 1_000_000)
          .matches(nanos -> nanos % 10_000_000 == 0);
    }
  }
}
