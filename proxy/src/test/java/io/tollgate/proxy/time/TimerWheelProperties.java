package io.tollgate.proxy.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The wheel against a sorted map. */
class TimerWheelProperties {
  private static final long TICK = 10;

  @Property
  void firesWhatASortedMapWouldAndInItsOrder(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 3000) Integer> delays,
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 59) Integer> cancelled,
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 200) Integer> steps) {
    TimerWheel wheel = new TimerWheel(TICK, 16, 0);
    TreeMap<Long, List<Integer>> model = new TreeMap<>();
    List<Integer> fired = new ArrayList<>();
    List<TimerWheel.Timeout> timeouts = new ArrayList<>();
    for (int i = 0; i < delays.size(); i++) {
      int name = i;
      timeouts.add(wheel.schedule(0, delays.get(i), () -> fired.add(name)));
      long tick = Math.max(1, Math.ceilDiv(delays.get(i), TICK));
      model.computeIfAbsent(tick, key -> new ArrayList<>()).add(name);
    }
    for (int index : cancelled) {
      if (index < timeouts.size() && timeouts.get(index).cancel()) {
        model.values().forEach(names -> names.remove((Integer) index));
      }
    }
    List<Integer> expected = new ArrayList<>();
    long now = 0;
    for (int step : steps) {
      now += step;
      wheel.advance(now);
      while (!model.isEmpty() && model.firstKey() <= now / TICK) {
        expected.addAll(model.pollFirstEntry().getValue());
      }
      assertThat(fired).isEqualTo(expected);
      assertThat(wheel.pending()).isEqualTo(model.values().stream().mapToInt(List::size).sum());
    }
  }
}
