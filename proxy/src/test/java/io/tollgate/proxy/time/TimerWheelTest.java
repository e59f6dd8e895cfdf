package io.tollgate.proxy.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
  private static final long TICK = 10;

  private final TimerWheel wheel = new TimerWheel(TICK, 8, 0);
  private final List<String> fired = new ArrayList<>();

  @Test
  void firesNeitherEarlyNorMoreThanATickLate() {
    wheel.schedule(0, 25, () -> fired.add("a"));
    wheel.advance(25);
    assertThat(fired).isEmpty();
    wheel.advance(30);
    assertThat(fired).containsExactly("a");
    assertThat(wheel.pending()).isZero();
  }

  @Test
  void firesInOrderOfDueTimeAcrossRevolutions() {
    wheel.schedule(0, 810, () -> fired.add("far"));
    wheel.schedule(0, 10, () -> fired.add("near"));
    wheel.schedule(0, 90, () -> fired.add("next revolution"));
    wheel.advance(1000);
    assertThat(fired).containsExactly("near", "next revolution", "far");
  }

  @Test
  void aCancelledTimerNeverFiresAndSaysOnceThatItWasCancelled() {
    TimerWheel.Timeout timeout = wheel.schedule(0, 10, () -> fired.add("a"));
    assertThat(timeout.cancel()).isTrue();
    assertThat(timeout.cancel()).isFalse();
    wheel.advance(1000);
    assertThat(fired).isEmpty();
    assertThat(wheel.pending()).isZero();
  }

  @Test
  void aTaskMayCancelItsNeighbourOfTheSameTick() {
    List<TimerWheel.Timeout> neighbour = new ArrayList<>();
    wheel.schedule(
        0,
        10,
        () -> {
          fired.add("first");
          neighbour.get(0).cancel();
        });
    neighbour.add(wheel.schedule(0, 10, () -> fired.add("second")));
    wheel.schedule(0, 10, () -> fired.add("third"));
    wheel.advance(10);
    assertThat(fired).containsExactly("first", "third");
    assertThat(wheel.pending()).isZero();
  }

  @Test
  void aTaskMayScheduleAgainWithoutDelay() {
    wheel.schedule(0, 10, () -> wheel.schedule(10, 0, () -> fired.add("again")));
    wheel.advance(10);
    assertThat(fired).isEmpty();
    wheel.advance(20);
    assertThat(fired).containsExactly("again");
  }

  @Test
  void aTaskThatThrowsDoesNotStopTheOthers() {
    wheel.schedule(
        0,
        10,
        () -> {
          throw new IllegalStateException("on purpose");
        });
    wheel.schedule(0, 10, () -> fired.add("after"));
    wheel.advance(10);
    assertThat(fired).containsExactly("after");
  }

  @Test
  void cancellingAfterItFiredDoesNothing() {
    TimerWheel.Timeout timeout = wheel.schedule(0, 10, () -> fired.add("a"));
    wheel.advance(10);
    assertThat(timeout.cancel()).isFalse();
    assertThat(wheel.pending()).isZero();
  }

  @Test
  void refusesSlotsThatAreNoPowerOfTwo() {
    assertThatThrownBy(() -> new TimerWheel(10, 12, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
