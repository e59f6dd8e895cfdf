package io.tollgate.rating.prefix;

import java.util.Arrays;

/**
 * Builds a {@link DigitTrie} from sorted, distinct keys, level by level, so that the nodes that
 * every look-up passes lie together at the front.
 */
final class DigitTrieBuilder {

  private final long[] keys;
  private final int[] values;
  private final int count;

  private final IntBuffer nodes = new IntBuffer();
  private final IntBuffer placed = new IntBuffer();

  /**
   * @param keys ascending without sign, each once
   * @param values the value of each key
   * @param count how many of them there are
   */
  DigitTrieBuilder(long[] keys, int[] values, int count) {
    this.keys = keys;
    this.values = values;
    this.count = count;
  }

  DigitTrie build() {
    boolean hasEmpty = count > 0 && keys[0] == PrefixKey.EMPTY;
    int first = hasEmpty ? 1 : 0;
    IntBuffer level = new IntBuffer();
    level.add(first);
    level.add(count);
    int nextNode = 1;
    for (int depth = 0; level.size() > 0; depth++) {
      IntBuffer below = new IntBuffer();
      for (int i = 0; i < level.size(); i += 2) {
        int children = node(level.get(i), level.get(i + 1), depth, nextNode, below);
        nextNode += children;
      }
      level = below;
    }
    return new DigitTrie(nodes.toArray(), placed.toArray(), hasEmpty, hasEmpty ? values[0] : 0);
  }

  /**
   * Writes the node of the keys from {@code from} to {@code to}, which agree in {@code depth}
   * digits and are all longer, and queues the ranges of its children.
   *
   * @return how many children it has
   */
  private int node(int from, int to, int depth, int firstChild, IntBuffer below) {
    int bits = 0;
    int children = 0;
    int firstValue = placed.size();
    int at = from;
    while (at < to) {
      int digit = PrefixKey.digit(keys[at], depth);
      if (PrefixKey.length(keys[at]) == depth + 1) {
        bits |= 1 << DigitTrie.ENDS_SHIFT + digit;
        placed.add(values[at++]);
      }
      int start = at;
      at = endOfDigit(start, to, depth, digit);
      if (at > start) {
        bits |= 1 << digit;
        below.add(start);
        below.add(at);
        children++;
      }
    }
    nodes.add(bits);
    nodes.add(firstChild);
    nodes.add(firstValue);
    return children;
  }

  private int endOfDigit(int from, int to, int depth, int digit) {
    int at = from;
    while (at < to && PrefixKey.digit(keys[at], depth) == digit) {
      at++;
    }
    return at;
  }

  /** Ints that grow; only what building needs. */
  static final class IntBuffer {

    private int[] ints = new int[16];
    private int size;

    void add(int value) {
      if (size == ints.length) {
        ints = Arrays.copyOf(ints, size * 2);
      }
      ints[size++] = value;
    }

    int get(int i) {
      return ints[i];
    }

    int size() {
      return size;
    }

    int[] toArray() {
      return Arrays.copyOf(ints, size);
    }
  }
}
