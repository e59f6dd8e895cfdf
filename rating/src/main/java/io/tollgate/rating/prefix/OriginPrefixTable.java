package io.tollgate.rating.prefix;

import io.tollgate.rating.number.E164;

/**
 * Longest-prefix look-up in two dimensions: destination first, then origin.
 *
 * <p>The longest destination prefix that has a row for the origin wins. Under one destination
 * prefix the longest origin prefix wins, and the empty origin is its default. Where none of its
 * origins matches and it has no default, the look-up steps back to the next shorter destination
 * prefix.
 *
 * <p>Layout: a digit tree over destinations. A destination that has nothing but a default holds its
 * value in the tree, so a deck without origins is a plain prefix tree. Any other holds a block: the
 * number of its origin set, then one value a slot. An origin set is a small digit tree from origin
 * prefix to slot; sets that are equal are stored once, and so are equal blocks.
 *
 * <p>Immutable; any thread may look up, and a look-up allocates nothing.
 */
public final class OriginPrefixTable {

  private final DigitTrie destinations;
  private final int[] blocks;
  private final OriginSet[] originSets;
  private final int size;

  OriginPrefixTable(DigitTrie destinations, int[] blocks, OriginSet[] originSets, int size) {
    this.destinations = destinations;
    this.blocks = blocks;
    this.originSets = originSets;
    this.size = size;
  }

  /** An empty builder. */
  public static OriginPrefixTableBuilder builder() {
    return new OriginPrefixTableBuilder();
  }

  /**
   * The row that wins for a call from {@code origin} to {@code destination}.
   *
   * @return a {@link Match} of its value and of how many digits matched, or {@link Match#NONE}
   */
  public long find(E164 destination, E164 origin) {
    return find(destination, origin.packed(), origin.length());
  }

  /**
   * The row that wins for a call whose origin is like no origin of the table: only default rows
   * can.
   *
   * @return a {@link Match}, or {@link Match#NONE}
   */
  public long findDefault(E164 destination) {
    return find(destination, 0, 0);
  }

  private long find(E164 destination, long origin, int originLength) {
    long packed = destination.packed();
    int length = destination.length();
    while (true) {
      long reached = destinations.find(packed, length);
      if (reached == Match.NONE) {
        return Match.NONE;
      }
      int entry = Match.value(reached);
      int matched = Match.destinationLength(reached);
      if (Entry.isValue(entry)) {
        return Match.of(Entry.value(entry), matched, 0);
      }
      int block = Entry.block(entry);
      long slot = originSets[blocks[block]].find(origin, originLength);
      if (slot != Match.NONE) {
        return Match.of(
            blocks[block + 1 + Match.value(slot)], matched, Match.destinationLength(slot));
      }
      if (matched == 0) {
        return Match.NONE;
      }
      length = matched - 1;
    }
  }

  /** What {@link #forEachOrigin} and {@link #forEach} tell. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param destination the destination prefix's {@link PrefixKey}
     * @param origin the origin prefix's key, {@link PrefixKey#EMPTY} for the default row
     * @param value the row's value
     */
    void row(long destination, long origin, int value);
  }

  /**
   * Tells the rows of the longest destination prefix that matches at all: of rows with the same
   * value the first by origin prefix only, the default row first.
   *
   * @return false where no destination prefix matches
   */
  public boolean forEachOrigin(E164 destination, Visitor visitor) {
    long reached = destinations.find(destination.packed(), destination.length());
    if (reached == Match.NONE) {
      return false;
    }
    long prefix = PrefixKey.of(destination.packed(), Match.destinationLength(reached));
    int entry = Match.value(reached);
    if (Entry.isValue(entry)) {
      visitor.row(prefix, PrefixKey.EMPTY, Entry.value(entry));
    } else {
      int block = Entry.block(entry);
      OriginSet set = originSets[blocks[block]];
      for (int slot = 0; slot < set.slots(); slot++) {
        visitor.row(prefix, set.firstOf(slot), blocks[block + 1 + slot]);
      }
    }
    return true;
  }

  /** Tells every row, by destination, then by origin, a prefix before whatever extends it. */
  public void forEach(Visitor visitor) {
    destinations.forEach(
        (destination, entry) -> {
          if (Entry.isValue(entry)) {
            visitor.row(destination, PrefixKey.EMPTY, Entry.value(entry));
          } else {
            int block = Entry.block(entry);
            originSets[blocks[block]].forEach(
                (origin, slot) -> visitor.row(destination, origin, blocks[block + 1 + slot]));
          }
        });
  }

  /** How many rows it holds: every pair of destination and origin prefix counts as one. */
  public int size() {
    return size;
  }

  /** The memory of its arrays in bytes. */
  public long bytes() {
    long sum = destinations.bytes() + 4L * blocks.length;
    for (OriginSet set : originSets) {
      sum += set.bytes();
    }
    return sum;
  }

  /** What the destination tree holds: a value, or the place of a block. */
  static final class Entry {

    /** The largest value, and the largest place of a block. */
    static final int MAX = Integer.MAX_VALUE >> 1;

    private Entry() {}

    static int ofValue(int value) {
      return value << 1;
    }

    static int ofBlock(int place) {
      return place << 1 | 1;
    }

    static boolean isValue(int entry) {
      return (entry & 1) == 0;
    }

    static int value(int entry) {
      return entry >>> 1;
    }

    static int block(int entry) {
      return entry >>> 1;
    }
  }
}
