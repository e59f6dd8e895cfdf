package io.tollgate.rating.prefix;

import io.tollgate.rating.prefix.DigitTrieBuilder.IntBuffer;
import io.tollgate.rating.prefix.OriginPrefixTable.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers rows in any order and lays them out. For one thread; {@link #build} may be called once.
 */
public final class OriginPrefixTableBuilder {

  /**
   * Two rows for the same destination and origin prefix; rows are numbered as they were added, from
   * 0.
   */
  public record Duplicate(String destination, String origin, int firstRow, int secondRow) {}

  private final RowBuffer rows = new RowBuffer();
  private boolean sorted;

  private final Map<Ints, Integer> blockPlaces = new HashMap<>();
  private final IntBuffer blocks = new IntBuffer();
  private final Map<OriginShape, Integer> setNumbers = new HashMap<>();
  private final List<OriginSet> sets = new ArrayList<>();

  OriginPrefixTableBuilder() {}

  /**
   * Adds one row.
   *
   * @param destination 1 to 15 digits
   * @param origin 0 to 15 digits; empty for the destination's default
   * @param value 0 to 2³⁰ − 1
   * @throws IllegalArgumentException where one of them is out of its range
   */
  public OriginPrefixTableBuilder put(CharSequence destination, CharSequence origin, int value) {
    return put(PrefixKey.of(destination), PrefixKey.of(origin), value);
  }

  /** As {@link #put(CharSequence, CharSequence, int)}, with {@link PrefixKey}s. */
  public OriginPrefixTableBuilder put(long destination, long origin, int value) {
    if (destination == PrefixKey.EMPTY) {
      throw new IllegalArgumentException("a destination prefix needs at least one digit");
    }
    if (value < 0 || value > Entry.MAX) {
      throw new IllegalArgumentException("value " + value + " is not within 0 and " + Entry.MAX);
    }
    rows.add(destination, origin, value);
    sorted = false;
    return this;
  }

  /**
   * Every row that repeats the destination and origin of an earlier one, in the order of prefixes.
   */
  public List<Duplicate> duplicates() {
    sort();
    List<Duplicate> found = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      if (isDuplicate(i)) {
        found.add(
            new Duplicate(
                PrefixKey.text(rows.destination(i)),
                PrefixKey.text(rows.origin(i)),
                rows.added(i - 1),
                rows.added(i)));
      }
    }
    return found;
  }

  /**
   * The table of what was added.
   *
   * @throws IllegalArgumentException where there are {@link #duplicates}
   */
  public OriginPrefixTable build() {
    sort();
    long[] keys = new long[rows.size()];
    int[] entries = new int[rows.size()];
    int count = 0;
    for (int from = 0; from < rows.size(); count++) {
      int to = endOfDestination(from);
      keys[count] = rows.destination(from);
      entries[count] = entry(from, to);
      from = to;
    }
    return new OriginPrefixTable(
        new DigitTrieBuilder(keys, entries, count).build(),
        blocks.toArray(),
        sets.toArray(OriginSet[]::new),
        rows.size());
  }

  private void sort() {
    if (!sorted) {
      rows.sort();
      sorted = true;
    }
  }

  private boolean isDuplicate(int i) {
    return rows.destination(i) == rows.destination(i - 1) && rows.origin(i) == rows.origin(i - 1);
  }

  private int endOfDestination(int from) {
    int to = from + 1;
    while (to < rows.size() && rows.destination(to) == rows.destination(from)) {
      if (isDuplicate(to)) {
        throw new IllegalArgumentException(
            "destination "
                + PrefixKey.text(rows.destination(to))
                + ", origin '"
                + PrefixKey.text(rows.origin(to))
                + "' was added twice");
      }
      to++;
    }
    return to;
  }

  private int entry(int from, int to) {
    if (to - from == 1 && rows.origin(from) == PrefixKey.EMPTY) {
      return Entry.ofValue(rows.value(from));
    }
    long[] origins = new long[to - from];
    int[] slots = new int[to - from];
    IntBuffer slotValues = new IntBuffer();
    for (int i = from; i < to; i++) {
      origins[i - from] = rows.origin(i);
      slots[i - from] = slotOf(rows.value(i), slotValues);
    }
    int set = setNumber(new OriginShape(origins, slots), slotValues.size());
    return Entry.ofBlock(blockPlace(set, slotValues.toArray()));
  }

  /** Values under one destination are few, so a scan finds them sooner than a map would. */
  private static int slotOf(int value, IntBuffer slotValues) {
    for (int slot = 0; slot < slotValues.size(); slot++) {
      if (slotValues.get(slot) == value) {
        return slot;
      }
    }
    slotValues.add(value);
    return slotValues.size() - 1;
  }

  private int setNumber(OriginShape shape, int slots) {
    return setNumbers.computeIfAbsent(
        shape,
        _ -> {
          sets.add(shape.lay(slots));
          return sets.size() - 1;
        });
  }

  private int blockPlace(int set, int[] slotValues) {
    int[] block = new int[slotValues.length + 1];
    block[0] = set;
    System.arraycopy(slotValues, 0, block, 1, slotValues.length);
    return blockPlaces.computeIfAbsent(
        new Ints(block),
        _ -> {
          int place = blocks.size();
          if (place > Entry.MAX) {
            throw new IllegalArgumentException("too many different origin prices for one table");
          }
          for (int i : block) {
            blocks.add(i);
          }
          return place;
        });
  }

  /** Ints that are equal by content. */
  private record Ints(int[] ints) {

    @Override
    public boolean equals(Object o) {
      return o instanceof Ints other && Arrays.equals(ints, other.ints);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(ints);
    }
  }

  /** An origin set before it is laid out: sorted origin keys and the slot of each. */
  private record OriginShape(long[] origins, int[] slots) {

    OriginSet lay(int slotCount) {
      long[] firsts = new long[slotCount];
      for (int i = origins.length - 1; i >= 0; i--) {
        firsts[slots[i]] = origins[i];
      }
      return new OriginSet(new DigitTrieBuilder(origins, slots, origins.length).build(), firsts);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof OriginShape other
          && Arrays.equals(origins, other.origins)
          && Arrays.equals(slots, other.slots);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(origins) + Arrays.hashCode(slots);
    }
  }
}
