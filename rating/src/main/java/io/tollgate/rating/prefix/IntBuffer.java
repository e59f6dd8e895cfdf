package io.tollgate.rating.prefix;

import java.util.Arrays;

/**
 * Ints that grow; only what building needs. Not for several threads.
 *
 * <p>They are kept in chunks, so that growing copies nothing and leaves nothing behind: a deck is
 * built while calls come in, and each megabyte that a collection has to copy is time in which no
 * call is answered.
 */
public final class IntBuffer {

  private static final int SHIFT = 14;
  private static final int CHUNK = 1 << SHIFT;
  private static final int FIRST = 16;

  /** All but the last have {@link #CHUNK} ints; the first begins smaller. */
  private int[][] chunks = {new int[FIRST]};

  private int capacity = FIRST;
  private int size;

  /** An empty one. */
  public IntBuffer() {}

  /** Appends one. */
  public void add(int value) {
    int at = reserve(1);
    chunks[at >>> SHIFT][at & CHUNK - 1] = value;
  }

  /** Appends {@code count} zeros and says where they begin. */
  int reserve(int count) {
    int at = size;
    size = Math.addExact(size, count);
    while (size > capacity) {
      grow();
    }
    return at;
  }

  private void grow() {
    if (capacity < CHUNK) {
      capacity = Math.min(CHUNK, capacity * 2);
      chunks[0] = Arrays.copyOf(chunks[0], capacity);
      return;
    }
    int used = capacity >>> SHIFT;
    if (used == chunks.length) {
      chunks = Arrays.copyOf(chunks, used * 2);
    }
    chunks[used] = new int[CHUNK];
    capacity += CHUNK;
  }

  /** The int at {@code i}, from 0 to {@link #size} − 1. */
  public int get(int i) {
    return chunks[i >>> SHIFT][i & CHUNK - 1];
  }

  void set(int i, int value) {
    chunks[i >>> SHIFT][i & CHUNK - 1] = value;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  int[] toArray() {
    int[] all = new int[size];
    for (int from = 0; from < size; from += CHUNK) {
      System.arraycopy(chunks[from >>> SHIFT], 0, all, from, Math.min(CHUNK, size - from));
    }
    return all;
  }
}
