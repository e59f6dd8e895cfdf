package io.tollgate.rating.prefix;

import java.util.Arrays;

/** Ints that grow; only what building needs. Not for several threads. */
final class IntBuffer {

  private int[] ints = new int[16];
  private int size;

  void add(int value) {
    reserve(1);
    ints[size - 1] = value;
  }

  /** Appends {@code count} zeros and says where they begin. */
  int reserve(int count) {
    int at = size;
    size = Math.addExact(size, count);
    if (size > ints.length) {
      ints = Arrays.copyOf(ints, Math.max(size, (int) Math.min(ints.length * 2L, 1 << 30)));
    }
    return at;
  }

  int get(int i) {
    return ints[i];
  }

  void set(int i, int value) {
    ints[i] = value;
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(ints, size);
  }
}
