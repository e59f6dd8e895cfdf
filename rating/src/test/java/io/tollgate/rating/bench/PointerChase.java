package io.tollgate.rating.bench;

import java.util.SplittableRandom;

/**
 * Walks one random cycle through an array, so that every step waits for memory. Not for threads.
 */
final class PointerChase {

  private final int[] successors;
  private int at;

  private PointerChase(int[] successors) {
    this.successors = successors;
  }

  /** A cycle through all of an array of so many bytes (Sattolo's shuffle). */
  static PointerChase ofBytes(long bytes) {
    int[] cycle = new int[Math.toIntExact(bytes / Integer.BYTES)];
    for (int i = 0; i < cycle.length; i++) {
      cycle[i] = i;
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = cycle.length - 1; i > 0; i--) {
      int j = random.nextInt(i);
      int other = cycle[i];
      cycle[i] = cycle[j];
      cycle[j] = other;
    }
    return new PointerChase(cycle);
  }

  int next() {
    at = successors[at];
    return at;
  }
}
