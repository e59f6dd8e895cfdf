package io.tollgate.proxy.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoverQueueTest {

  @Test
  void keepsTheOrder() {
    HandoverQueue<Integer> queue = new HandoverQueue<>(4);
    for (int round = 0; round < 10; round++) {
      queue.offer(1);
      queue.offer(2);
      queue.offer(3);
      assertThat(queue.size()).isEqualTo(3);
      assertThat(queue.poll()).hasValue(1);
      assertThat(queue.poll()).hasValue(2);
      assertThat(queue.poll()).hasValue(3);
      assertThat(queue.poll()).isEmpty();
      assertThat(queue.size()).isZero();
    }
  }

  @Test
  void takesNoMoreThanItHasRoomFor() {
    HandoverQueue<Integer> queue = new HandoverQueue<>(4);
    assertThat(IntStream.range(0, 4)).allMatch(queue::offer);
    assertThat(queue.offer(4)).isFalse();
    assertThat(queue.poll()).hasValue(0);
    assertThat(queue.offer(4)).isTrue();
    assertThat(queue.offer(5)).isFalse();
    assertThat(queue.size()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 4", "1000, 1024", "1024, 1024", "1025, 2048"})
  void roundsItsRoomUpToAPowerOfTwo(int asked, int given) {
    assertThat(new HandoverQueue<>(asked).capacity()).isEqualTo(given);
  }

  @RepeatedTest(5)
  void losesAndDoublesNothingAmongManyProducers() throws InterruptedException {
    int producers = 4;
    int each = 10_000;
    HandoverQueue<int[]> queue = new HandoverQueue<>(64);
    List<Thread> threads = new ArrayList<>();
    for (int p = 0; p < producers; p++) {
      int producer = p;
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (int i = 0; i < each; i++) {
                  while (!queue.offer(new int[] {producer, i})) {
                    Thread.yield();
                  }
                }
              }));
    }
    int[] next = new int[producers];
    for (int taken = 0; taken < producers * each; ) {
      Optional<int[]> element = queue.poll();
      if (element.isPresent()) {
        int producer = element.get()[0];
        assertThat(element.get()[1]).isEqualTo(next[producer]);
        next[producer]++;
        taken++;
      } else {
        Thread.yield();
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(next).containsOnly(each);
    assertThat(queue.poll()).isEmpty();
  }
}
