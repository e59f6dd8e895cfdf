package io.tollgate.rating.prefix;

import io.tollgate.rating.prefix.MergedOrigins.Clash;
import io.tollgate.rating.prefix.OriginPrefixTable.Entry;
import io.tollgate.rating.prefix.OriginSets.Group;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Gathers rows in any order, checks them and lays them out. For one thread; to be used once.
 *
 * <p>A row names one destination and any number of origins. Its value stands for a price.
 */
public final class OriginPrefixTableBuilder {

  /**
   * Two rows that name the same destination and origin.
   *
   * @param destination the destination prefix
   * @param origin the first origin prefix that both name
   * @param firstRow the earlier row, counted from 0 as they were added
   * @param secondRow the later row
   * @param samePrice whether both have the same value, which is harmless
   * @param sameOrigins whether both name the same origins altogether
   */
  public record Duplicate(
      String destination,
      String origin,
      int firstRow,
      int secondRow,
      boolean samePrice,
      boolean sameOrigins) {}

  /** What {@link #forEachWithoutDefault} tells. */
  @FunctionalInterface
  public interface DestinationConsumer {
    /**
     * @param destination the {@link PrefixKey}
     * @param row the first row of it
     */
    void destination(long destination, int row);
  }

  private final OriginSets origins = new OriginSets();
  private final SpreadRows spread = new SpreadRows(origins);
  private RowBuffer plain = new RowBuffer();
  private int rowCount;
  private boolean complete;

  /** The plain rows and what the others come to, by destination; once the rows are complete. */
  private RowBuffer rows = plain;

  private boolean sorted;
  private boolean firstRowWins;

  OriginPrefixTableBuilder() {}

  /**
   * Adds a row with one origin.
   *
   * @param destination 1 to 15 digits
   * @param origin 0 to 15 digits; empty for the destination's default
   * @param value 0 to 2²⁷ − 1
   * @throws IllegalArgumentException where one of them is out of its range
   */
  public OriginPrefixTableBuilder put(CharSequence destination, CharSequence origin, int value) {
    return put(PrefixKey.of(destination), PrefixKey.of(origin), value);
  }

  /** As {@link #put(CharSequence, CharSequence, int)}, with {@link PrefixKey}s. */
  public OriginPrefixTableBuilder put(long destination, long origin, int value) {
    return put(destination, PrefixKey.length(destination), origins.number(origin), value);
  }

  /** A row with a list of origins; {@link PrefixList#DEFAULT} for the destination's default. */
  public OriginPrefixTableBuilder put(long destination, PrefixList from, int value) {
    return put(destination, PrefixKey.length(destination), from, value);
  }

  /**
   * A row whose destination stands for a wider prefix.
   *
   * @param rank the length of that prefix, 1 to the length of {@code destination}
   */
  public OriginPrefixTableBuilder put(long destination, int rank, PrefixList from, int value) {
    if (from.size() == 0) {
      throw new IllegalArgumentException("a row without any origin would never be found");
    }
    return put(destination, rank, origins.number(from), value);
  }

  private OriginPrefixTableBuilder put(long destination, int rank, int list, int value) {
    if (rank < 1 || rank > PrefixKey.length(destination)) {
      throw new IllegalArgumentException("a destination prefix needs at least one digit");
    }
    if (value < 0 || value > Entry.MAX) {
      throw new IllegalArgumentException("value " + value + " is not within 0 and " + Entry.MAX);
    }
    if (complete) {
      throw new IllegalStateException("the rows are complete");
    }
    if (rowCount == Entry.MAX) {
      throw new IllegalStateException("a table has at most " + Entry.MAX + " rows");
    }
    if (rank == PrefixKey.length(destination)) {
      plain.add(destination, list, value, rowCount++);
    } else {
      spread.add(destination, rank, list, value, rowCount++);
    }
    return this;
  }

  /** Whether a row was added. */
  public boolean isEmpty() {
    return rowCount == 0;
  }

  /**
   * Takes rows out again, as if they had not been added; the others keep their numbers. No row may
   * be added after this.
   *
   * @param numbers the rows, counted from 0 as they were added
   */
  public void remove(BitSet numbers) {
    complete = true;
    if (!numbers.isEmpty()) {
      plain = plain.without(numbers);
      spread.remove(numbers);
      sorted = false;
    }
  }

  /** Where two rows name the same destination and origin, the first counts; nothing is refused. */
  public void letFirstRowWin() {
    firstRowWins = true;
  }

  /**
   * Every two rows that name the same destination and origin, once for each destination, in the
   * order of prefixes. No row may be added after this.
   */
  public List<Duplicate> duplicates() {
    List<Duplicate> found = new ArrayList<>();
    forEachDestination(
        (from, to) -> {
          if (to - from == 1) {
            return;
          }
          Rows group = new Rows(from, to);
          for (Clash clash : group.origins().clashes()) {
            found.add(group.duplicate(clash));
          }
        });
    return found;
  }

  /**
   * Tells every destination that has rows for some origins but no default, so that a call from
   * elsewhere is rated by a shorter destination or not at all. No row may be added after this.
   *
   * @param consumer is told them ascending
   */
  public void forEachWithoutDefault(DestinationConsumer consumer) {
    forEachDestination(
        (from, to) -> {
          if (to - from == 1 && rows.list(from) == OriginSets.DEFAULT) {
            return;
          }
          Rows group = new Rows(from, to);
          if (!origins.set(group.origins().set()).hasDefault()) {
            consumer.destination(rows.destination(from), group.row(0));
          }
        });
  }

  /**
   * The table of what was added.
   *
   * @throws IllegalArgumentException where there are {@link #duplicates} with different values
   */
  public OriginPrefixTable build() {
    sort();
    Layout layout = new Layout(rows.size());
    forEachDestination(layout::add);
    return layout.table();
  }

  private void sort() {
    if (sorted) {
      return;
    }
    complete = true;
    sorted = true;
    plain.sort();
    rows = plain;
    if (!spread.isEmpty()) {
      rows = spread.resolve(plain);
      rows.sort();
    }
  }

  /** What is told of the rows of one destination, {@code from} to {@code to}. */
  private interface DestinationVisitor {
    void rows(int from, int to);
  }

  private void forEachDestination(DestinationVisitor visitor) {
    sort();
    for (int from = 0; from < rows.size(); ) {
      int to = rows.endOfDestination(from);
      visitor.rows(from, to);
      from = to;
    }
  }

  /** The rows of one destination in the order in which they were added. */
  private final class Rows {

    private final int from;
    private final int[] lists;
    private final int[] values;

    Rows(int from, int to) {
      this.from = from;
      lists = new int[to - from];
      values = new int[to - from];
      for (int i = 0; i < lists.length; i++) {
        lists[i] = rows.list(from + i);
        values[i] = rows.value(from + i);
      }
    }

    Group origins() {
      return origins.group(lists, values);
    }

    int row(int i) {
      return rows.row(from + i);
    }

    /** The row that came first is named first, whatever the order of their lists is. */
    Duplicate duplicate(Clash clash) {
      int one = row(clash.firstList());
      int other = row(clash.secondList());
      return new Duplicate(
          PrefixKey.text(rows.destination(from)),
          PrefixKey.text(clash.origin()),
          Math.min(one, other),
          Math.max(one, other),
          isHarmless(clash),
          lists[clash.firstList()] == lists[clash.secondList()]);
    }

    boolean isHarmless(Clash clash) {
      return values[clash.firstList()] == values[clash.secondList()];
    }

    int value(int i) {
      return values[i];
    }
  }

  /** Takes the destinations one after the other, and writes what a tree of them holds. */
  private final class Layout {

    private final long[] keys;
    private final int[] entries;
    private final BlockPool blocks = new BlockPool();
    private int count;
    private long size;

    Layout(int most) {
      keys = new long[most];
      entries = new int[most];
    }

    /**
     * Until the tree knows where the destination comes to lie, its first row stands for its block.
     */
    void add(int from, int to) {
      boolean isPlain = to - from == 1 && rows.list(from) == OriginSets.DEFAULT;
      keys[count] = rows.destination(from);
      entries[count++] = isPlain ? Entry.ofValue(rows.value(from)) : Entry.ofBlock(from);
    }

    OriginPrefixTable table() {
      DigitTree tree = new DigitTreeBuilder(keys, entries, count, this::write).build();
      return new OriginPrefixTable(tree, origins.toArray(), count, size);
    }

    private int write(int entry, IntBuffer pool) {
      if (Entry.isValue(entry)) {
        size++;
        return entry;
      }
      int from = Entry.block(entry);
      Rows group = new Rows(from, rows.endOfDestination(from));
      Group merged = group.origins();
      refuse(merged.clashes(), group, rows.destination(from));
      int[] block = new int[merged.slotRows().length + 1];
      block[0] = merged.set();
      for (int slot = 0; slot < merged.slotRows().length; slot++) {
        block[slot + 1] = group.value(merged.slotRows()[slot]);
      }
      size += origins.set(merged.set()).size();
      int place = blocks.place(block, pool);
      if (place > Entry.MAX) {
        throw new IllegalArgumentException("too many different origin prices for one table");
      }
      return Entry.ofBlock(place);
    }

    private void refuse(List<Clash> clashes, Rows group, long destination) {
      for (Clash clash : clashes) {
        if (!firstRowWins && !group.isHarmless(clash)) {
          throw new IllegalArgumentException(
              "destination "
                  + PrefixKey.text(destination)
                  + ", origin '"
                  + PrefixKey.text(clash.origin())
                  + "' was added twice");
        }
      }
    }
  }
}
