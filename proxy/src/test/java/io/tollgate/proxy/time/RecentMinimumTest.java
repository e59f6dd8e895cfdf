package io.tollgate.proxy.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecentMinimumTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private record Seen(long value, long at) {}

  @Test
  void theLeastCounts() {
    RecentMinimum least = RecentMinimum.first(30, 0);
    assertThat(least.with(40, 1)).isSameAs(least);
    assertThat(least.with(20, 1).with(25, 2).value()).isEqualTo(20);
  }

  @Test
  void whatIsOldIsLeftOut() {
    RecentMinimum least = RecentMinimum.first(20, 0).with(30, 11 * MINUTE);
    assertThat(least.value()).as("the span before counts").isEqualTo(20);
    assertThat(least.with(30, 22 * MINUTE).value()).isEqualTo(30);
    assertThat(least.with(50, 60 * MINUTE).value()).as("after a pause").isEqualTo(50);
  }

  /** It never is above the least of the last ten minutes, nor below that of the last twenty. */
  @Property
  void itLooksBackOverOneToTwoSpans(
      @ForAll @LongRange(min = Long.MIN_VALUE / 2, max = Long.MAX_VALUE / 2) long start,
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 1000) Integer> values,
      @ForAll @Size(40) List<@LongRange(max = 8) Long> minutes) {
    List<Seen> seen = new ArrayList<>();
    long now = start;
    RecentMinimum least = RecentMinimum.first(values.getFirst(), now);
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        now += minutes.get(i) * MINUTE;
        least = least.with(values.get(i), now);
      }
      seen.add(new Seen(values.get(i), now));
      long value = least.value();
      assertThat(value).isLessThanOrEqualTo(leastSince(seen, now, 10));
      assertThat(value).isGreaterThanOrEqualTo(leastSince(seen, now, 20));
    }
  }

  private static long leastSince(List<Seen> seen, long now, long minutes) {
    return seen.stream()
        .filter(one -> now - one.at < minutes * MINUTE)
        .mapToLong(Seen::value)
        .min()
        .orElseThrow();
  }
}
