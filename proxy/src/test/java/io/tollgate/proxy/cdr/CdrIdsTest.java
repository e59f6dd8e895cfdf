package io.tollgate.proxy.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CdrIdsTest {
  private static final long NOW = 1_772_600_767_008L;

  @Test
  void mintsUuidsOfVersion7() {
    UUID id = UUID.fromString(new CdrIds().next(NOW));
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW);
  }

  @Test
  void writesThemInLowerCaseAndSortable() {
    assertThat(new CdrIds(42).next(NOW))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        .startsWith(String.format("%08x-%04x-7", NOW >>> 16, NOW & 0xffff));
  }

  @Test
  void ascendsWithTime() {
    CdrIds ids = new CdrIds();
    assertThat(LongStream.range(0, 1_000).mapToObj(i -> ids.next(NOW + i))).isSorted();
  }

  @Test
  void ascendsWithinAMillisecondAlsoWhenItsCounterRunsOver() {
    CdrIds ids = new CdrIds();
    List<String> minted = IntStream.range(0, 10_000).mapToObj(i -> ids.next(NOW)).toList();
    assertThat(minted).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void ascendsWhenTheClockIsSetBack() {
    CdrIds ids = new CdrIds();
    String before = ids.next(NOW);
    assertThat(ids.next(NOW - 3_600_000)).isGreaterThan(before);
  }

  @Test
  void mintsOtherIdsThanItsNeighbours() {
    Set<String> seen = new HashSet<>();
    for (int loop = 0; loop < 100; loop++) {
      CdrIds ids = new CdrIds();
      for (int i = 0; i < 100; i++) {
        seen.add(ids.next(NOW));
      }
    }
    assertThat(seen).hasSize(10_000);
  }
}
