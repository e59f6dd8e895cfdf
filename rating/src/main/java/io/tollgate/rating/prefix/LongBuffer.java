package io.tollgate.rating.prefix;

import java.util.Arrays;

/** As {@link IntBuffer}, of longs. */
public final class LongBuffer {

  private static final int SHIFT = 13;
  private static final int CHUNK = 1 << SHIFT;

  private long[][] chunks = new long[1][];
  private int size;

  /** An empty one. */
  public LongBuffer() {}

  /** Appends one. */
  public void add(long value) {
    int chunk = size >>> SHIFT;
    if ((size & CHUNK - 1) == 0) {
      if (chunk == chunks.length) {
        chunks = Arrays.copyOf(chunks, chunk * 2);
      }
      chunks[chunk] = new long[CHUNK];
    }
    chunks[chunk][size++ & CHUNK - 1] = value;
  }

  /** The long at {@code i}, from 0 to {@link #size} − 1. */
  public long get(int i) {
    return chunks[i >>> SHIFT][i & CHUNK - 1];
  }

  /** How many there are. */
  public int size() {
    return size;
  }
}
