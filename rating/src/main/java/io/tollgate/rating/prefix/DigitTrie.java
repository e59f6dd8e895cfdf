package io.tollgate.rating.prefix;

/**
 * A digit tree in two arrays: which digits go on and which end a prefix are bitmaps, so a node
 * costs 12 bytes however many children it has, and a prefix that nothing extends costs its value
 * alone.
 *
 * <p>Node <i>n</i> takes three ints from {@code 3n}: bits 0–9 the digits that have a node below,
 * bits 16–25 the digits that end a prefix here; the node of the first child (its siblings follow);
 * the place of the first value (the others follow).
 */
final class DigitTrie {

  /** How a walk that found nothing answers; never a {@link Match} with lengths below 15. */
  static final long NONE = Match.NONE;

  static final int NODE_INTS = 3;
  static final int ENDS_SHIFT = 16;

  private final int[] nodes;
  private final int[] values;
  private final boolean hasEmpty;
  private final int emptyValue;

  DigitTrie(int[] nodes, int[] values, boolean hasEmpty, int emptyValue) {
    this.nodes = nodes;
    this.values = values;
    this.hasEmpty = hasEmpty;
    this.emptyValue = emptyValue;
  }

  /**
   * The longest prefix of the first {@code length} digits of {@code packed}.
   *
   * @return a {@link Match} of the value and the prefix's length, or {@link #NONE}
   */
  long find(long packed, int length) {
    int place = -1;
    int matched = 0;
    int node = 0;
    for (int i = 0; i < length; i++) {
      int digit = (int) (packed >>> (60 - 4 * i)) & 15;
      int at = node * NODE_INTS;
      int bits = nodes[at];
      int below = (1 << digit) - 1;
      if ((bits >>> ENDS_SHIFT + digit & 1) != 0) {
        place = nodes[at + 2] + Integer.bitCount(bits >>> ENDS_SHIFT & below);
        matched = i + 1;
      }
      if ((bits >>> digit & 1) == 0) {
        break;
      }
      node = nodes[at + 1] + Integer.bitCount(bits & below);
    }
    if (place >= 0) {
      return Match.of(values[place], matched, 0);
    }
    return hasEmpty ? Match.of(emptyValue, 0, 0) : NONE;
  }

  /** What every prefix and value is told to, in the order of the keys. */
  interface Visitor {
    void entry(long key, int value);
  }

  void forEach(Visitor visitor) {
    if (hasEmpty) {
      visitor.entry(PrefixKey.EMPTY, emptyValue);
    }
    walk(0, 0, 0, visitor);
  }

  private void walk(int node, long packed, int depth, Visitor visitor) {
    int at = node * NODE_INTS;
    int bits = nodes[at];
    int child = nodes[at + 1];
    int place = nodes[at + 2];
    for (int digit = 0; digit < 10; digit++) {
      long here = packed | (long) digit << (60 - 4 * depth);
      if ((bits >>> ENDS_SHIFT + digit & 1) != 0) {
        visitor.entry(here | depth + 1, values[place++]);
      }
      if ((bits >>> digit & 1) != 0) {
        walk(child++, here, depth + 1, visitor);
      }
    }
  }

  /** The memory of the arrays in bytes. */
  long bytes() {
    return 4L * (nodes.length + values.length);
  }
}
