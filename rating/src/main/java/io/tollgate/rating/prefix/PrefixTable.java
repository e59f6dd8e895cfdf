package io.tollgate.rating.prefix;

import io.tollgate.rating.number.E164;

/**
 * Longest-prefix look-up from a number to a value of 0 or more.
 *
 * <p>Immutable; any thread may look up, and a look-up allocates nothing.
 */
public final class PrefixTable {

  /** What {@link #find} answers where no prefix of the number is in the table. */
  public static final int NONE = -1;

  private final DigitTree tree;
  private final int size;

  private PrefixTable(DigitTree tree, int size) {
    this.tree = tree;
    this.size = size;
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** The value of the longest prefix of {@code number}, or {@link #NONE}. */
  public int find(E164 number) {
    long match = match(number);
    return match == Match.NONE ? NONE : Match.value(match);
  }

  /** As {@link #find}, with the prefix's length: a {@link Match}, or {@link Match#NONE}. */
  public long match(E164 number) {
    return tree.find(number.packed(), number.length());
  }

  /** How many prefixes it holds. */
  public int size() {
    return size;
  }

  /** What {@link #forEach} tells. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param prefix the digits, empty for the empty prefix
     * @param value its value
     */
    void entry(String prefix, int value);
  }

  /** Tells every prefix, a prefix before whatever extends it. */
  public void forEach(Visitor visitor) {
    tree.forEach((key, value) -> visitor.entry(PrefixKey.text(key), value));
  }

  /** Gathers prefixes in any order. For one thread; {@link #build} may be called once. */
  public static final class Builder {

    private final RowBuffer rows = new RowBuffer();

    private Builder() {}

    /**
     * Adds one prefix; the empty one matches every number.
     *
     * @param value 0 to 2²⁸ − 2
     * @throws IllegalArgumentException where the prefix is not 0 to 15 digits or the value out of
     *     range
     */
    public Builder put(CharSequence prefix, int value) {
      if (value < 0 || value > DigitTree.MAX_VALUE) {
        throw new IllegalArgumentException(
            "value " + value + " of prefix " + prefix + " is out of range");
      }
      rows.add(PrefixKey.of(prefix), OriginSets.DEFAULT, value, rows.size());
      return this;
    }

    /**
     * The table of what was added.
     *
     * @throws IllegalArgumentException where a prefix was added twice
     */
    public PrefixTable build() {
      rows.sort();
      int count = rows.size();
      long[] keys = new long[count];
      int[] values = new int[count];
      for (int i = 0; i < count; i++) {
        keys[i] = rows.destination(i);
        values[i] = rows.value(i);
        if (i > 0 && keys[i] == keys[i - 1]) {
          throw new IllegalArgumentException(
              "prefix " + PrefixKey.text(keys[i]) + " was added twice");
        }
      }
      return new PrefixTable(new DigitTreeBuilder(keys, values, count).build(), count);
    }
  }
}
