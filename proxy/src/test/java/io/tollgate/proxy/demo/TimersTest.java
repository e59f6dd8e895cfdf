package io.tollgate.proxy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {
  private final Timers timers = new Timers();
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsWhatIsDueInTheOrderOfTime() {
    timers.at(30, _ -> ran.add("late"));
    timers.at(10, _ -> ran.add("early"));
    timers.at(20, now -> timers.at(now, _ -> ran.add("planned meanwhile")));
    assertThat(timers.nanosToNext(4, 99)).isEqualTo(6);
    timers.run(25);
    assertThat(ran).containsExactly("early", "planned meanwhile");
    assertThat(timers.nanosToNext(25, 99)).isEqualTo(5);
    assertThat(timers.nanosToNext(40, 99)).isZero();
  }

  @Test
  void forgetsWhatIsCancelled() {
    timers.at(10, _ -> ran.add("cancelled")).cancel();
    assertThat(timers.nanosToNext(0, 99)).isEqualTo(99);
    timers.run(10);
    assertThat(ran).isEmpty();
  }

  @Test
  void countsOnWhereTheClockWrapsRound() {
    timers.at(Long.MIN_VALUE + 5, _ -> ran.add("after"));
    timers.at(Long.MAX_VALUE - 5, _ -> ran.add("before"));
    timers.run(Long.MAX_VALUE);
    assertThat(ran).containsExactly("before");
    timers.run(Long.MIN_VALUE + 5);
    assertThat(ran).containsExactly("before", "after");
  }
}
