package io.tollgate.rating.prefix;

import java.util.Arrays;

/**
 * Stable radix sort of prefix keys, compared without sign, that carries a row number along.
 *
 * <p>Decks come in any order and may have millions of rows; a comparison sort of objects would cost
 * more than building the table. A pass over bits that all keys share is skipped, so that short or
 * already grouped prefixes cost little.
 */
final class KeySort {

  private KeySort() {}

  /**
   * The order of {@code keys}' first {@code count} entries as a permutation.
   *
   * @param order rows in the order to start from (kept among equal keys), or the identity
   * @return the rows, reordered so that their keys ascend; may be {@code order} itself
   */
  static int[] sort(LongBuffer keys, int[] order) {
    int count = order.length;
    if (isSorted(keys, order)) {
      return order;
    }
    int bits = count > 1 << 16 ? 16 : 8;
    int[] from = order;
    int[] to = new int[count];
    int[] starts = new int[1 << bits];
    for (int shift = 0; shift < Long.SIZE; shift += bits) {
      if (scatter(keys, from, to, starts, shift, bits)) {
        int[] swap = from;
        from = to;
        to = swap;
      }
    }
    return from;
  }

  private static boolean isSorted(LongBuffer keys, int[] order) {
    for (int i = 1; i < order.length; i++) {
      if (Long.compareUnsigned(keys.get(order[i - 1]), keys.get(order[i])) > 0) {
        return false;
      }
    }
    return true;
  }

  /** One pass; false where every key has the same bits here and nothing was moved. */
  private static boolean scatter(
      LongBuffer keys, int[] from, int[] to, int[] starts, int shift, int bits) {
    Arrays.fill(starts, 0);
    int mask = (1 << bits) - 1;
    for (int row : from) {
      starts[(int) (keys.get(row) >>> shift) & mask]++;
    }
    if (starts[(int) (keys.get(from[0]) >>> shift) & mask] == from.length) {
      return false;
    }
    int start = 0;
    for (int i = 0; i < starts.length; i++) {
      int here = starts[i];
      starts[i] = start;
      start += here;
    }
    for (int row : from) {
      to[starts[(int) (keys.get(row) >>> shift) & mask]++] = row;
    }
    return true;
  }
}
