package io.tollgate.rating.prefix;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Rows of destination, number of a list of origins and value, as they come in and then sorted by
 * destination. Not for several threads.
 */
final class RowBuffer {

  private long[] destinations = new long[16];
  private int[] lists = new int[16];
  private int[] values = new int[16];
  private int[] added = new int[16];
  private int size;
  private int[] order = new int[0];

  /**
   * @param row what the row is called in messages
   */
  void add(long destination, int list, int value, int row) {
    if (size == values.length) {
      int larger = size + (size >> 1);
      destinations = Arrays.copyOf(destinations, larger);
      lists = Arrays.copyOf(lists, larger);
      values = Arrays.copyOf(values, larger);
      added = Arrays.copyOf(added, larger);
    }
    destinations[size] = destination;
    lists[size] = list;
    values[size] = value;
    added[size++] = row;
  }

  /** The same without some rows, which are named by what they are called in messages. */
  RowBuffer without(BitSet rows) {
    RowBuffer kept = new RowBuffer();
    for (int i = 0; i < size; i++) {
      if (!rows.get(added[i])) {
        kept.add(destinations[i], lists[i], values[i], added[i]);
      }
    }
    return kept;
  }

  /** From here on rows are numbered by destination; those of one destination keep their order. */
  void sort() {
    order = new int[size];
    Arrays.setAll(order, i -> i);
    order = KeySort.sort(destinations, order);
  }

  int size() {
    return size;
  }

  long destination(int sorted) {
    return destinations[order[sorted]];
  }

  int list(int sorted) {
    return lists[order[sorted]];
  }

  int value(int sorted) {
    return values[order[sorted]];
  }

  int row(int sorted) {
    return added[order[sorted]];
  }

  /**
   * The first row, from {@code from} on, whose destination is another than that of {@code from}.
   */
  int endOfDestination(int from) {
    int to = from + 1;
    while (to < size && destination(to) == destination(from)) {
      to++;
    }
    return to;
  }

  /** The first row of a destination, or where it would stand. */
  int startOf(long destination) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(destination(middle), destination) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
