package io.tollgate.rating.prefix;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Some prefixes that a row of a deck names together, each with its rank.
 *
 * <p>A prefix ranks by its length: the longest that matches wins. One may stand for a wider prefix,
 * as 442 stands for that part of 44 that is the United Kingdom's; it then ranks as the wider one
 * would, so that a row for 4420 written in digits wins over what 442 to 449 stand for, however
 * finely the country had to be cut.
 *
 * <p>Immutable; equal by content.
 */
public final class PrefixList {

  /** The empty prefix alone: what a row without origins names. */
  public static final PrefixList DEFAULT = of(PrefixKey.EMPTY);

  private final long[] keys;
  private final byte[] ranks;
  private final int hash;

  private PrefixList(long[] keys, byte[] ranks) {
    this.keys = keys;
    this.ranks = ranks;
    this.hash = 31 * Arrays.hashCode(keys) + Arrays.hashCode(ranks);
  }

  /** One prefix that stands for itself, as a {@link PrefixKey}. */
  public static PrefixList of(long key) {
    return new PrefixList(new long[] {key}, new byte[] {(byte) PrefixKey.length(key)});
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many prefixes it has. */
  public int size() {
    return keys.length;
  }

  /** The {@link PrefixKey} at {@code i}; they ascend. */
  public long key(int i) {
    return keys[i];
  }

  /** The length of the prefix that the one at {@code i} stands for: its own, or less. */
  public int rank(int i) {
    return ranks[i];
  }

  /** Whether the prefix at {@code i} stands for a wider one. */
  boolean isSpread(int i) {
    return ranks[i] < PrefixKey.length(keys[i]);
  }

  /** Whether any prefix stands for a wider one. */
  boolean hasSpread() {
    for (int i = 0; i < keys.length; i++) {
      if (isSpread(i)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object o) {
    return this == o
        || o instanceof PrefixList other
            && hash == other.hash
            && Arrays.equals(keys, other.keys)
            && Arrays.equals(ranks, other.ranks);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Gathers prefixes in any order; one that is added again keeps its higher rank. */
  public static final class Builder {

    private final Map<Long, Integer> ranks = new TreeMap<>(Long::compareUnsigned);

    private Builder() {}

    /** Adds a prefix that stands for itself, as a {@link PrefixKey}. */
    public Builder add(long key) {
      return add(key, PrefixKey.length(key));
    }

    /**
     * Adds a prefix.
     *
     * @param rank the length of the prefix that it stands for
     * @throws IllegalArgumentException where it is longer than the prefix itself
     */
    public Builder add(long key, int rank) {
      if (rank < 0 || rank > PrefixKey.length(key)) {
        throw new IllegalArgumentException(
            "prefix " + PrefixKey.text(key) + " cannot stand for one of " + rank + " digits");
      }
      ranks.merge(key, rank, Math::max);
      return this;
    }

    /** Adds every prefix of another list. */
    public Builder addAll(PrefixList list) {
      for (int i = 0; i < list.size(); i++) {
        add(list.key(i), list.rank(i));
      }
      return this;
    }

    /** The list of what was added; it may be empty. */
    public PrefixList build() {
      long[] keys = new long[ranks.size()];
      byte[] bytes = new byte[keys.length];
      int i = 0;
      for (Map.Entry<Long, Integer> entry : ranks.entrySet()) {
        keys[i] = entry.getKey();
        bytes[i++] = entry.getValue().byteValue();
      }
      return new PrefixList(keys, bytes);
    }
  }
}
