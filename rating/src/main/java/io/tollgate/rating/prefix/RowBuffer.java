package io.tollgate.rating.prefix;

import java.util.Arrays;

/** Rows of (destination, origin, value) as they come in, then sorted. Not for several threads. */
final class RowBuffer {

  private long[] destinations = new long[16];
  private long[] origins = new long[16];
  private int[] values = new int[16];
  private int size;
  private int[] order = new int[0];

  void add(long destination, long origin, int value) {
    if (size == values.length) {
      int larger = size + (size >> 1);
      destinations = Arrays.copyOf(destinations, larger);
      origins = Arrays.copyOf(origins, larger);
      values = Arrays.copyOf(values, larger);
    }
    destinations[size] = destination;
    origins[size] = origin;
    values[size++] = value;
  }

  /** From here on rows are numbered by destination, then origin; equal ones keep their order. */
  void sort() {
    order = new int[size];
    Arrays.setAll(order, i -> i);
    order = KeySort.sort(destinations, KeySort.sort(origins, order));
  }

  int size() {
    return size;
  }

  long destination(int sorted) {
    return destinations[order[sorted]];
  }

  long origin(int sorted) {
    return origins[order[sorted]];
  }

  int value(int sorted) {
    return values[order[sorted]];
  }

  /** The place in which the row was added, counted from 0. */
  int added(int sorted) {
    return order[sorted];
  }
}
