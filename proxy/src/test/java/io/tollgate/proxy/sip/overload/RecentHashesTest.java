package io.tollgate.proxy.sip.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecentHashesTest {
  private static final long LIFETIME = 1_000;

  private final RecentHashes recent = new RecentHashes(LIFETIME, 0);

  @Test
  void remembersForItsLifetimeAndForgetsByTwice() {
    recent.add(42, 999);
    assertThat(recent.contains(42, 999)).isTrue();
    assertThat(recent.contains(42, 1_998)).isTrue();
    assertThat(recent.contains(42, 2_999)).isFalse();
    assertThat(recent.isEmpty(2_999)).isTrue();
  }

  @Test
  void forgetsAllAfterALongSilence() {
    recent.add(42, 10);
    assertThat(recent.isEmpty(10)).isFalse();
    assertThat(recent.contains(42, 1_000_000)).isFalse();
    recent.add(43, 1_000_001);
    assertThat(recent.contains(43, 1_000_002)).isTrue();
  }

  @Test
  void hardlyTakesOneForAnother() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50_000; i++) {
      recent.add(random.nextLong(), 0);
    }
    int mistaken = 0;
    for (int i = 0; i < 100_000; i++) {
      mistaken += recent.contains(random.nextLong(), 0) ? 1 : 0;
    }
    assertThat(mistaken).isLessThan(100);
  }
}
