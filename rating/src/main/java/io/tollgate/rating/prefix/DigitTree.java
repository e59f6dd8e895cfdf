package io.tollgate.rating.prefix;

import java.util.Arrays;

/**
 * Longest-prefix search over decimal digits in a few primitive arrays.
 *
 * <p>What a search in a large table costs is the number of cache lines that it touches, so:
 *
 * <ul>
 *   <li>The first one to three digits choose an area, and an area has an index by as many more
 *       digits as it has prefixes to fill it: densely numbered countries a long one, others a short
 *       one. An entry points to a subtree or, where no longer prefix exists, to a short prefix.
 *   <li>Short prefixes, no longer than what the index covers: value, length, and the next shorter
 *       one.
 *   <li>Subtrees lie in a pool, each in one piece: the number of the short prefix to fall back to,
 *       the bitmap of its first node, then values and further nodes. A node is two ints: a bitmap
 *       of the digits that go on (bits 0–9) and that end a prefix (bits 10–19), and where its
 *       values lie, which its children's nodes follow. Those of the first node follow its bitmap,
 *       so it does not say where.
 * </ul>
 *
 * A prefix that nothing extends costs its value alone, 4 bytes; a node costs 8 bytes however many
 * digits go on from it.
 */
final class DigitTree {

  static final int ENDS_SHIFT = 10;
  static final int DIGITS_MASK = (1 << ENDS_SHIFT) - 1;
  static final int NODE_INTS = 2;

  /** Ints before the values of a subtree's first node: short prefix to fall back to, bitmap. */
  static final int SUBTREE_INTS = 2;

  /** An index entry, or what a subtree falls back to, where there is nothing. */
  static final int NO_SHORT = -1;

  /** The largest value that a prefix may have: a short one shares an int with its length. */
  static final int MAX_VALUE = (1 << 28) - 2;

  private static final int SHORT_LENGTH_SHIFT = 28;

  private final int areaDigits;
  private final long[] areas;
  private final int[] index;
  private final int[] nested;
  private final int[] parents;
  private final int[] pool;

  /**
   * @param areaDigits how many digits choose an area, 1 to 3
   * @param areas for each {@link #areaOf} its {@link #area}
   * @param index the areas' indexes: the place of a subtree, or a {@link #shortPrefix}
   * @param nested the {@link #shortKey} of every short prefix inside a shorter one, ascending
   * @param parents the next shorter prefix of each of these
   * @param pool the subtrees in the order of their keys
   */
  DigitTree(int areaDigits, long[] areas, int[] index, int[] nested, int[] parents, int[] pool) {
    this.areaDigits = areaDigits;
    this.areas = areas;
    this.index = index;
    this.nested = nested;
    this.parents = parents;
    this.pool = pool;
  }

  /** An area: where its index begins, and how many digits of a number area and index cover. */
  static long area(int indexStart, int coveredDigits) {
    return (long) coveredDigits << 32 | indexStart;
  }

  static int indexStart(long area) {
    return (int) area;
  }

  static int coveredDigits(long area) {
    return (int) (area >>> 32);
  }

  /** A short prefix as it stands in an index: its value and its length, below 0. */
  static int shortPrefix(int value, int length) {
    return Integer.MIN_VALUE | length << SHORT_LENGTH_SHIFT | value;
  }

  private static int shortLength(int entry) {
    return entry >>> SHORT_LENGTH_SHIFT & 7;
  }

  private static int shortValue(int entry) {
    return entry & (1 << SHORT_LENGTH_SHIFT) - 1;
  }

  /** A short prefix as a number that sorts as its key does. */
  static int shortKey(long packed, int length) {
    return (int) (PrefixKey.of(packed, length) >>> 36) << 3 | length;
  }

  /**
   * The longest prefix of a number.
   *
   * @param packed the number's digits
   * @param length how many it has; at least as many as a number must have
   * @return a {@link Match} of value and prefix length, or {@link Match#NONE}
   */
  long find(long packed, int length) {
    long area = areas[areaOf(packed, areaDigits)];
    int covered = coveredDigits(area);
    int entry = index[indexStart(area) + number(packed, areaDigits, covered)];
    if (entry < 0) {
      return shortMatch(entry);
    }
    long match = walk(entry, packed, covered, length);
    return match != Match.NONE ? match : shortMatch(pool[entry]);
  }

  /** As {@link #find}, among the prefixes that are shorter than {@code limit}. */
  long findShorter(long packed, int limit) {
    long area = areas[areaOf(packed, areaDigits)];
    int covered = coveredDigits(area);
    int entry = index[indexStart(area) + number(packed, areaDigits, covered)];
    if (entry >= 0) {
      long match = walk(entry, packed, covered, limit - 1);
      if (match != Match.NONE) {
        return match;
      }
      entry = pool[entry];
    }
    while (entry != NO_SHORT && shortLength(entry) >= limit) {
      entry = parent(packed, shortLength(entry));
    }
    return shortMatch(entry);
  }

  /** The next shorter prefix than the one of {@code length} digits, which is a short one. */
  private int parent(long packed, int length) {
    int at = Arrays.binarySearch(nested, shortKey(packed, length));
    return at < 0 ? NO_SHORT : parents[at];
  }

  /** The value of the prefix without digits, as a {@link Match}, or {@link Match#NONE}. */
  long findEmpty() {
    return findShorter(0, 1);
  }

  private long walk(int subtree, long packed, int covered, int length) {
    int place = -1;
    int matched = 0;
    int bits = pool[subtree + 1];
    int values = subtree + SUBTREE_INTS;
    for (int i = covered; i < length; i++) {
      int digit = (int) (packed >>> (60 - 4 * i)) & 15;
      int ends = bits >>> ENDS_SHIFT;
      int below = (1 << digit) - 1;
      if ((ends >>> digit & 1) != 0) {
        place = values + Integer.bitCount(ends & below);
        matched = i + 1;
      }
      if ((bits >>> digit & 1) == 0) {
        break;
      }
      int node = values + Integer.bitCount(ends) + NODE_INTS * Integer.bitCount(bits & below);
      bits = pool[node];
      values = pool[node + 1];
    }
    return place < 0 ? Match.NONE : Match.of(pool[place], matched, 0);
  }

  private static long shortMatch(int entry) {
    return entry == NO_SHORT ? Match.NONE : Match.of(shortValue(entry), shortLength(entry), 0);
  }

  /** The area of a number: its first digits, four bits each, so that nothing need be multiplied. */
  static int areaOf(long packed, int areaDigits) {
    return (int) (packed >>> 64 - 4 * areaDigits);
  }

  /**
   * The digits from {@code from} to {@code to}, at most four, as a decimal number: pairs of digits
   * at once, then the pairs, which is quicker than one multiplication after the other.
   */
  static int number(long packed, int from, int to) {
    // Two shifts, since one by 64 places would be one by none.
    int x = (int) (packed << 4 * from >>> 1 >>> 63 - 4 * (to - from));
    x -= 6 * (x >>> 4 & 0x0F0F);
    return x - 156 * (x >>> 8);
  }

  static int powerOfTen(int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  /** What {@link #forEach} tells. */
  interface Visitor {
    void entry(long key, int value);
  }

  /** Tells every prefix and its value in the order of keys. */
  void forEach(Visitor visitor) {
    for (int prefix = 0; prefix < powerOfTen(areaDigits); prefix++) {
      long area = areas[areaOf(packed(prefix, areaDigits), areaDigits)];
      int covered = coveredDigits(area);
      int start = indexStart(area);
      int entries = powerOfTen(covered - areaDigits);
      for (int i = 0; i < entries; i++) {
        int number = prefix * entries + i;
        int entry = index[start + i];
        long packed = packed(number, covered);
        tellShorts(entry < 0 ? entry : pool[entry], number, covered, packed, visitor);
        if (entry >= 0) {
          tell(pool[entry + 1], entry + SUBTREE_INTS, packed, covered, visitor);
        }
      }
    }
  }

  /**
   * Tells a short prefix and the shorter ones, where {@code number} is the first that they cover.
   */
  private void tellShorts(int entry, int number, int digits, long packed, Visitor visitor) {
    if (entry == NO_SHORT) {
      return;
    }
    int length = shortLength(entry);
    if (number % powerOfTen(digits - length) == 0) {
      tellShorts(parent(packed, length), number, digits, packed, visitor);
      visitor.entry(PrefixKey.of(packed, length), shortValue(entry));
    }
  }

  private void tell(int bits, int values, long packed, int depth, Visitor visitor) {
    int value = values;
    int child = values + Integer.bitCount(bits >>> ENDS_SHIFT);
    for (int digit = 0; digit < 10; digit++) {
      long here = packed | (long) digit << (60 - 4 * depth);
      if ((bits >>> ENDS_SHIFT + digit & 1) != 0) {
        visitor.entry(here | depth + 1, pool[value++]);
      }
      if ((bits >>> digit & 1) != 0) {
        tell(pool[child], pool[child + 1], here, depth + 1, visitor);
        child += NODE_INTS;
      }
    }
  }

  /** A decimal number of so many digits, packed. */
  static long packed(int number, int digits) {
    long packed = 0;
    int rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      packed |= (long) (rest % 10) << (60 - 4 * i);
      rest /= 10;
    }
    return packed;
  }

  /**
   * An int of the pool: whoever built the tree may have put things of his own between the nodes.
   */
  int pooled(int place) {
    return pool[place];
  }

  /** The memory of the arrays in bytes. */
  long bytes() {
    return 8L * areas.length + 4L * (index.length + nested.length + parents.length + pool.length);
  }
}
