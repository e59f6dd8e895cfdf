package io.tollgate.proxy.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoadGuardTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;
  private static final long TARGET = LoadSettings.DEFAULT.delay().toNanos();

  private final LoadGuard guard = new LoadGuard(LoadSettings.DEFAULT, 0);

  @Test
  void takesEverythingWhileNothingWaits() {
    for (long now = 0; now < SECOND; now += 10 * MILLI) {
      assertThat(guard.admits(MILLI, now)).isTrue();
    }
    assertThat(guard.isShedding()).isFalse();
  }

  @Test
  void takesABurstThatGoesAway() {
    for (long now = 0; now < SECOND; now += 10 * MILLI) {
      boolean burst = now % LoadGuard.INTERVAL_NANOS < 480 * MILLI;
      assertThat(guard.admits(burst ? 490 * MILLI : MILLI, now)).isTrue();
    }
  }

  @Test
  void turnsAwayWhatWaitsForLongOnceTheQueueStays() {
    for (long now = 0; now < LoadGuard.INTERVAL_NANOS; now += 10 * MILLI) {
      assertThat(guard.admits(TARGET + 1, now)).isTrue();
    }
    assertThat(guard.admits(2 * TARGET + 1, LoadGuard.INTERVAL_NANOS)).isFalse();
    assertThat(guard.isShedding()).isTrue();
    assertThat(guard.delayNanos()).isEqualTo(TARGET + 1);
    assertThat(guard.admits(2 * TARGET, LoadGuard.INTERVAL_NANOS + MILLI)).isTrue();
  }

  @Test
  void anIntervalWithoutCallsEndsIt() {
    guard.admits(SECOND, 0);
    guard.look(LoadGuard.INTERVAL_NANOS);
    assertThat(guard.isShedding()).isTrue();
    guard.look(2 * LoadGuard.INTERVAL_NANOS);
    assertThat(guard.isShedding()).isFalse();
    assertThat(guard.delayNanos()).isZero();
  }

  @Test
  void takesEverythingWhereItIsOff() {
    LoadGuard off = new LoadGuard(LoadSettings.OFF, 0);
    for (long now = 0; now < SECOND; now += 10 * MILLI) {
      assertThat(off.admits(SECOND, now)).isTrue();
    }
  }

  @Test
  void aDelayOfNothingIsNone() {
    assertThatThrownBy(() -> new LoadSettings(true, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** What a loop does that serves 300 calls a second and turns one away in 10 µs. */
  private final class Loop {
    private final SplittableRandom random = new SplittableRandom(7);
    private final Queue<Long> waiting = new ArrayDeque<>();
    private long now;
    private long nextArrival;
    private long longestWait;
    private int served;
    private int turnedAway;

    void offer(int callsPerSecond, long seconds) {
      served = 0;
      turnedAway = 0;
      longestWait = 0;
      long end = now + seconds * SECOND;
      nextArrival = now;
      while (now < end) {
        while (nextArrival <= now) {
          waiting.add(nextArrival);
          nextArrival += (long) (-Math.log(1 - random.nextDouble()) * SECOND / callsPerSecond);
        }
        Long next = waiting.poll();
        if (next == null) {
          now = nextArrival;
          guard.look(now);
        } else if (guard.admits(now - next, now)) {
          served++;
          longestWait = Math.max(longestWait, now - next);
          now += SECOND / 300;
        } else {
          turnedAway++;
          now += 10_000;
        }
      }
    }
  }

  @Test
  void servesAsManyAsItCanHoweverManyAreOffered() {
    Loop loop = new Loop();
    loop.offer(200, 10);
    assertThat(loop.turnedAway).as("turned away at two thirds of the load").isZero();
    loop.offer(900, 2);
    loop.offer(900, 10);
    assertThat(loop.served).as("served of 9,000").isBetween(2_900, 3_000);
    assertThat(loop.longestWait).isLessThanOrEqualTo(2 * TARGET);
    loop.offer(9_000, 10);
    assertThat(loop.served).as("served of 90,000").isBetween(2_500, 2_900);
    loop.offer(200, 1);
    loop.offer(200, 10);
    assertThat(loop.turnedAway).as("turned away a second later").isZero();
  }
}
