package io.tollgate.rating.prefix;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Rows of destination, number of a list of origins and value, as they come in and then sorted by
 * destination. Not for several threads.
 */
final class RowBuffer {

  private final LongBuffer destinations = new LongBuffer();
  private final IntBuffer lists = new IntBuffer();
  private final IntBuffer values = new IntBuffer();
  private final IntBuffer added = new IntBuffer();
  private int[] order = new int[0];

  /**
   * @param row what the row is called in messages
   */
  void add(long destination, int list, int value, int row) {
    destinations.add(destination);
    lists.add(list);
    values.add(value);
    added.add(row);
  }

  /** The same without some rows, which are named by what they are called in messages. */
  RowBuffer without(BitSet rows) {
    RowBuffer kept = new RowBuffer();
    for (int i = 0; i < size(); i++) {
      if (!rows.get(added.get(i))) {
        kept.add(destinations.get(i), lists.get(i), values.get(i), added.get(i));
      }
    }
    return kept;
  }

  /** From here on rows are numbered by destination; those of one destination keep their order. */
  void sort() {
    order = new int[size()];
    Arrays.setAll(order, i -> i);
    order = KeySort.sort(destinations, order);
  }

  int size() {
    return destinations.size();
  }

  long destination(int sorted) {
    return destinations.get(order[sorted]);
  }

  int list(int sorted) {
    return lists.get(order[sorted]);
  }

  int value(int sorted) {
    return values.get(order[sorted]);
  }

  int row(int sorted) {
    return added.get(order[sorted]);
  }

  /**
   * The first row, from {@code from} on, whose destination is another than that of {@code from}.
   */
  int endOfDestination(int from) {
    int to = from + 1;
    while (to < size() && destination(to) == destination(from)) {
      to++;
    }
    return to;
  }

  /** The first row of a destination, or where it would stand. */
  int startOf(long destination) {
    int low = 0;
    int high = size();
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
