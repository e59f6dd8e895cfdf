package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NonceCountsProperties {
  private static final int SIZE = 4;

  /** A count that is used of the nonce with this number, which was made at that nanosecond. */
  record Use(int number, long count) {
    Nonces.Nonce nonce() {
      return new Nonces.Nonce(number, number);
    }
  }

  @Property
  void nothingIsTakenTwice(@ForAll("uses") List<Use> uses) {
    NonceCounts counts = new NonceCounts(SIZE);
    Set<Use> taken = new HashSet<>();
    for (Use use : uses) {
      if (counts.use(use.nonce(), use.count())) {
        assertThat(taken.add(use)).as("%s is new", use).isTrue();
      }
    }
  }

  @Property
  void whatIsNewIsTakenUnlessAYoungerNonceHasThePlaceOrTheWindowHasPassed(
      @ForAll("uses") List<Use> uses) {
    NonceCounts counts = new NonceCounts(SIZE);
    Map<Integer, Set<Long>> used = new HashMap<>();
    Map<Integer, Integer> youngest = new HashMap<>();
    for (Use use : uses) {
      Set<Long> mine = used.computeIfAbsent(use.number(), n -> new HashSet<>());
      long highest = mine.stream().mapToLong(n -> n).max().orElse(0);
      boolean expected =
          youngest.getOrDefault(use.number() % SIZE, 0) <= use.number()
              && !mine.contains(use.count())
              && use.count() > highest - Long.SIZE;
      assertThat(counts.use(use.nonce(), use.count())).isEqualTo(expected);
      if (expected) {
        mine.add(use.count());
        youngest.put(use.number() % SIZE, use.number());
      }
    }
  }

  @Test
  void theLargestCountIsOneToo() {
    NonceCounts counts = new NonceCounts(SIZE);
    Nonces.Nonce nonce = new Nonces.Nonce(7, -1);
    assertThat(counts.use(nonce, 1)).isTrue();
    assertThat(counts.use(nonce, 0xFFFFFFFFL)).isTrue();
    assertThat(counts.use(nonce, 0xFFFFFFFFL)).isFalse();
    assertThat(counts.use(nonce, 2)).isFalse();
  }

  @Provide
  Arbitrary<List<Use>> uses() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 11);
    Arbitrary<Long> near = Arbitraries.longs().between(1, 6);
    Arbitrary<Long> far = Arbitraries.longs().between(1, 200);
    return Combinators.combine(numbers, Arbitraries.oneOf(near, far))
        .as(Use::new)
        .list()
        .ofMaxSize(60);
  }
}
