package io.tollgate.rating.prefix;

import io.tollgate.rating.number.E164;
import java.util.Arrays;

/** Lays out a {@link DigitTree} from sorted, distinct keys. Used once. */
final class DigitTreeBuilder {

  /** What a value becomes when its place in the tree is settled. */
  @FunctionalInterface
  interface ValueWriter {
    /**
     * @param pool may be appended to, so that what the value points to lies near it
     * @return what the tree shall hold, at most {@link DigitTree#MAX_VALUE}
     */
    int write(int value, IntBuffer pool);
  }

  private static final int MAX_AREA_DIGITS = 3;

  /** A table has another digit for its areas when each would have so many prefixes. */
  private static final int PREFIXES_PER_AREA = 100;

  private static final int MAX_INDEX_DIGITS = 4;

  private final long[] keys;
  private final int[] values;
  private final int count;
  private final ValueWriter writer;
  private final int areaDigits;
  private final long[] areas;
  private final int[] index;
  private final IntBuffer nested = new IntBuffer();
  private final IntBuffer parents = new IntBuffer();
  private final IntBuffer pool = new IntBuffer();

  /** A tree that holds the values as they are. */
  DigitTreeBuilder(long[] keys, int[] values, int count) {
    this(keys, values, count, (value, _) -> value);
  }

  /**
   * @param keys ascending without sign, each once
   * @param values the value of each key
   * @param count how many of them there are
   */
  DigitTreeBuilder(long[] keys, int[] values, int count, ValueWriter writer) {
    this.keys = keys;
    this.values = values;
    this.count = count;
    this.writer = writer;
    int digits = 1;
    while (digits < MAX_AREA_DIGITS
        && count >= PREFIXES_PER_AREA * DigitTree.powerOfTen(digits + 1)) {
      digits++;
    }
    this.areaDigits = digits;
    this.areas = new long[1 << 4 * digits];
    this.index = new int[sizeAreas()];
  }

  /**
   * Gives every area an index of the size that comes nearest to the number of its prefixes.
   *
   * @return the size of all together
   */
  private int sizeAreas() {
    int[] prefixes = new int[areas.length];
    for (int i = 0; i < count; i++) {
      if (PrefixKey.length(keys[i]) > areaDigits) {
        prefixes[areaOf(keys[i])]++;
      }
    }
    int most = Math.min(MAX_INDEX_DIGITS, E164.MIN_LENGTH - areaDigits);
    int size = 0;
    for (int i = 0; i < DigitTree.powerOfTen(areaDigits); i++) {
      int area = DigitTree.areaOf(DigitTree.packed(i, areaDigits), areaDigits);
      int digits = 0;
      while (digits < most && 2 * prefixes[area] >= DigitTree.powerOfTen(digits + 1)) {
        digits++;
      }
      areas[area] = DigitTree.area(size, areaDigits + digits);
      size += DigitTree.powerOfTen(digits);
    }
    return size;
  }

  private int areaOf(long key) {
    return DigitTree.areaOf(PrefixKey.packed(key), areaDigits);
  }

  private int covered(long key) {
    return DigitTree.coveredDigits(areas[areaOf(key)]);
  }

  DigitTree build() {
    Arrays.fill(index, DigitTree.NO_SHORT);
    int at = 0;
    while (at < count) {
      if (PrefixKey.length(keys[at]) <= covered(keys[at])) {
        addShort(keys[at], values[at]);
        at++;
      } else {
        at = addSubtree(at);
      }
    }
    return new DigitTree(
        areaDigits, areas, index, nested.toArray(), parents.toArray(), pool.toArray());
  }

  /** Where the index has the first entry that begins with a prefix. */
  private int firstEntry(long key) {
    int start = DigitTree.indexStart(areas[areaOf(key)]);
    return start + DigitTree.number(PrefixKey.packed(key), areaDigits, covered(key));
  }

  /** Where the index has the first entry after those that begin with a short prefix. */
  private int endEntry(long key) {
    int length = PrefixKey.length(key);
    if (length >= areaDigits) {
      return firstEntry(key) + DigitTree.powerOfTen(covered(key) - length);
    }
    long last = PrefixKey.packed(key);
    for (int i = length; i < areaDigits; i++) {
      last |= 9L << (60 - 4 * i);
    }
    return firstEntry(last) + DigitTree.powerOfTen(covered(last) - areaDigits);
  }

  /**
   * Keys come in order, so a short prefix finds the next shorter one in the first entry it covers.
   */
  private void addShort(long key, int value) {
    int first = firstEntry(key);
    int length = PrefixKey.length(key);
    if (index[first] != DigitTree.NO_SHORT) {
      nested.add(DigitTree.shortKey(PrefixKey.packed(key), length));
      parents.add(index[first]);
    }
    int written = writer.write(value, pool);
    Arrays.fill(index, first, endEntry(key), DigitTree.shortPrefix(written, length));
  }

  private int addSubtree(int from) {
    int covered = covered(keys[from]);
    long first = PrefixKey.of(keys[from], covered);
    int to = from + 1;
    while (to < count && PrefixKey.of(keys[to], covered) == first) {
      to++;
    }
    int entry = firstEntry(keys[from]);
    int place = pool.reserve(DigitTree.SUBTREE_INTS);
    pool.set(place, index[entry]);
    index[entry] = place;
    pool.set(place + 1, write(from, to, covered));
    return to;
  }

  /**
   * Writes the values of the keys from {@code from} to {@code to}, which agree in {@code depth}
   * digits and are all longer, then the nodes of their children, then what the values point to and
   * what hangs below the children.
   *
   * @return the bitmap of their own node
   */
  private int write(int from, int to, int depth) {
    int bits = 0;
    int[] starts = new int[10];
    int[] ends = new int[10];
    int value = pool.size();
    int at = from;
    while (at < to) {
      int digit = PrefixKey.digit(keys[at], depth);
      if (PrefixKey.length(keys[at]) == depth + 1) {
        bits |= 1 << DigitTree.ENDS_SHIFT + digit;
        pool.add(values[at++]);
      }
      starts[digit] = at;
      while (at < to && PrefixKey.digit(keys[at], depth) == digit) {
        at++;
      }
      ends[digit] = at;
      bits |= at > starts[digit] ? 1 << digit : 0;
    }
    int child = pool.reserve(DigitTree.NODE_INTS * Integer.bitCount(bits & DigitTree.DIGITS_MASK));
    for (int i = Integer.bitCount(bits >>> DigitTree.ENDS_SHIFT); i > 0; i--) {
      pool.set(value, writer.write(pool.get(value), pool));
      value++;
    }
    for (int digit = 0; digit < 10; digit++) {
      if ((bits >>> digit & 1) != 0) {
        pool.set(child + 1, pool.size());
        pool.set(child, write(starts[digit], ends[digit], depth + 1));
        child += DigitTree.NODE_INTS;
      }
    }
    return bits;
  }
}
