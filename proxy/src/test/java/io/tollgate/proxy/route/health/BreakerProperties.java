package io.tollgate.proxy.route.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens in whatever order, a breaker keeps what it promises. */
class BreakerProperties {
  private static final int FAILURES = 3;
  private static final long PAUSE = 10;
  private static final long LONGEST = 40;
  private static final long HOLD = 20;

  /** Something that happens, some time after the last one. */
  private enum Event {
    ENTER,
    SUCCESS,
    FAILURE,
    SILENCE,
    NOTHING,
    PROBE_ANSWERED,
    PROBE_MISSED
  }

  @Property
  void keepsItsPromises(
      @ForAll @Size(max = 200) List<@IntRange(max = 6) Integer> events,
      @ForAll @Size(value = 200) List<@IntRange(max = 15) Integer> gaps) {
    Breaker fresh =
        new Breaker(
            new BreakerSettings(FAILURES, Duration.ofNanos(PAUSE), Duration.ofNanos(LONGEST)), 0);
    long now = 0;
    int inARow = 0;
    boolean closed = true;
    for (int i = 0; i < events.size(); i++) {
      now += gaps.get(i);
      Event event = Event.values()[events.get(i)];
      boolean allowed = fresh.allows(now);
      boolean bad = event == Event.FAILURE || event == Event.SILENCE || event == Event.PROBE_MISSED;
      inARow = bad ? inARow + 1 : event == Event.SUCCESS ? 0 : inARow;
      switch (event) {
        case ENTER -> {
          assertThat(fresh.enter(now)).as("enter says what allows said").isEqualTo(allowed);
          if (fresh.phase(now) == Breaker.Phase.HALF_OPEN) {
            assertThat(fresh.enter(now)).as("one trial at a time").isFalse();
          }
        }
        case SUCCESS -> fresh.succeeded(now);
        case FAILURE -> fresh.failed(false, now);
        case SILENCE -> fresh.failed(true, now);
        case NOTHING -> fresh.nothing(now);
        case PROBE_ANSWERED -> fresh.answeredProbe(now);
        case PROBE_MISSED -> fresh.failedProbe(HOLD, now);
      }
      if (closed && fresh.phase(now) != Breaker.Phase.CLOSED) {
        assertThat(inARow)
            .as("opens after failures in a row alone")
            .isGreaterThanOrEqualTo(FAILURES);
      }
      closed = fresh.phase(now) == Breaker.Phase.CLOSED;
      assertThat(closed && !fresh.allows(now)).as("closed, it lets all through").isFalse();
      assertThat(fresh.since()).isLessThanOrEqualTo(now);
    }
    long later = now + Math.max(LONGEST, HOLD) + Breaker.TRIAL_NANOS;
    assertThat(fresh.enter(later)).as("nobody is shut out for good").isTrue();
    fresh.succeeded(later);
    assertThat(fresh.phase(later)).isEqualTo(Breaker.Phase.CLOSED);
  }
}
