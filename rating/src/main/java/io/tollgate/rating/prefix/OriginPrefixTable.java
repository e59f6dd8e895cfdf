package io.tollgate.rating.prefix;

import io.tollgate.rating.number.E164;
import java.util.Arrays;

/**
 * Longest-prefix look-up in two dimensions: destination first, then origin.
 *
 * <p>The longest destination prefix that has a row for the origin wins. Under one destination
 * prefix the longest origin prefix wins, and the empty origin is its default. Where none of its
 * origins matches and it has no default, the look-up steps back to the next shorter destination
 * prefix.
 *
 * <p>Layout: a {@link DigitTree} over destinations. A destination that has nothing but a default
 * holds its value in the tree, so a deck without origins is a plain prefix tree. Any other points
 * to a block near it: the number of its origin set, then one value a slot. An origin set is a small
 * tree from origin prefix to slot; sets that are equal are stored once, and so are equal blocks.
 *
 * <p>Immutable; any thread may look up, and a look-up allocates nothing.
 */
public final class OriginPrefixTable {

  private final DigitTree destinations;
  private final OriginSet[] originSets;

  /** The trees of the origin sets, so that a look-up has one step less to go. */
  private final DigitTree[] originTrees;

  private final int destinationCount;
  private final long size;

  OriginPrefixTable(
      DigitTree destinations, OriginSet[] originSets, int destinationCount, long size) {
    this.destinations = destinations;
    this.originSets = originSets;
    this.originTrees = Arrays.stream(originSets).map(OriginSet::tree).toArray(DigitTree[]::new);
    this.destinationCount = destinationCount;
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
    return find(PrefixKey.of(destination), PrefixKey.of(origin));
  }

  /**
   * The row that wins for a call whose origin is like no origin of the table: only default rows
   * can.
   *
   * @return a {@link Match}, or {@link Match#NONE}
   */
  public long findDefault(E164 destination) {
    return find(PrefixKey.of(destination), PrefixKey.EMPTY);
  }

  /**
   * As {@link #find(E164, E164)}, with the {@link PrefixKey}s of whole numbers, which have at least
   * {@link E164#MIN_LENGTH} digits; the empty key for an origin that only default rows match.
   */
  public long find(long destination, long origin) {
    long packed = PrefixKey.packed(destination);
    long from = PrefixKey.packed(origin);
    int length = PrefixKey.length(origin);
    long reached = destinations.find(packed, PrefixKey.length(destination));
    while (reached != Match.NONE) {
      int entry = Match.value(reached);
      int matched = Match.destinationLength(reached);
      if (Entry.isValue(entry)) {
        return Match.of(Entry.value(entry), matched, 0);
      }
      int block = Entry.block(entry);
      DigitTree origins = originTrees[destinations.pooled(block)];
      long slot = length == 0 ? origins.findEmpty() : origins.find(from, length);
      if (slot != Match.NONE) {
        int value = destinations.pooled(block + 1 + Match.value(slot));
        return Match.of(value, matched, Match.destinationLength(slot));
      }
      reached = destinations.findShorter(packed, matched);
    }
    return Match.NONE;
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
      OriginSet set = originSets[destinations.pooled(block)];
      for (int slot = 0; slot < set.slots(); slot++) {
        visitor.row(prefix, set.firstOf(slot), destinations.pooled(block + 1 + slot));
      }
    }
    return true;
  }

  /**
   * The destination prefixes of a number that have any row, as a bitmap: bit <i>n</i> for the
   * prefix of <i>n</i> digits.
   */
  public int destinationLengths(E164 destination) {
    int lengths = 0;
    long reached = destinations.find(destination.packed(), destination.length());
    while (reached != Match.NONE) {
      int matched = Match.destinationLength(reached);
      lengths |= 1 << matched;
      reached = destinations.findShorter(destination.packed(), matched);
    }
    return lengths;
  }

  /** Tells every row, by destination, then by origin, a prefix before whatever extends it. */
  public void forEach(Visitor visitor) {
    destinations.forEach(
        (destination, entry) -> {
          if (Entry.isValue(entry)) {
            visitor.row(destination, PrefixKey.EMPTY, Entry.value(entry));
          } else {
            int block = Entry.block(entry);
            originSets[destinations.pooled(block)].forEach(
                (origin, slot) ->
                    visitor.row(destination, origin, destinations.pooled(block + 1 + slot)));
          }
        });
  }

  /** How many destination prefixes it has. */
  public int destinationCount() {
    return destinationCount;
  }

  /** How many rows it has: every pair of destination and origin prefix counts as one. */
  public long size() {
    return size;
  }

  /** The memory of its arrays in bytes. */
  public long bytes() {
    long sum = destinations.bytes();
    for (OriginSet set : originSets) {
      sum += set.bytes();
    }
    return sum;
  }

  /** What the destination tree holds: a value, or the place of a block. */
  static final class Entry {

    /** The largest value, and the largest place of a block. */
    static final int MAX = DigitTree.MAX_VALUE >> 1;

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
