package io.tollgate.rating.prefix;

import io.tollgate.rating.prefix.MergedOrigins.Clash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The origin sets of a table that is being built, each once, and the lists of origins that they are
 * made of. For one thread.
 */
final class OriginSets {

  /**
   * What some rows of one destination come to.
   *
   * @param set the number of the origin set
   * @param slotRows for each slot the index of a row that has its value
   * @param clashes rows that name the same origin prefix, by index
   */
  record Group(int set, int[] slotRows, List<Clash> clashes) {}

  private final List<PrefixList> lists = new ArrayList<>();
  private final Map<PrefixList, Integer> listNumbers = new HashMap<>();
  private final Map<Long, Integer> singles = new HashMap<>();

  private final List<OriginSet> sets = new ArrayList<>();
  private final Map<IntKey, Integer> setNumbers = new HashMap<>();
  private final Map<IntKey, Group> groups = new HashMap<>();

  /** The number of {@link PrefixList#DEFAULT}. */
  static final int DEFAULT = 0;

  OriginSets() {
    number(PrefixList.DEFAULT);
  }

  /** The number that a list of origins has here. */
  int number(PrefixList list) {
    if (list == PrefixList.DEFAULT && !lists.isEmpty()) {
      return DEFAULT; // so do most rows of most decks
    }
    return listNumbers.computeIfAbsent(
        list,
        added -> {
          lists.add(added);
          return lists.size() - 1;
        });
  }

  /** The number of the list that has one origin only. */
  int number(long origin) {
    return origin == PrefixKey.EMPTY
        ? DEFAULT
        : singles.computeIfAbsent(origin, key -> number(PrefixList.of(key)));
  }

  PrefixList list(int number) {
    return lists.get(number);
  }

  /**
   * The origin set of a destination's rows.
   *
   * @param numbers the list of each row
   * @param values the value of each row
   */
  Group group(int[] numbers, int[] values) {
    int[] same = sameValues(values);
    int[] key = Arrays.copyOf(numbers, numbers.length * 2);
    System.arraycopy(same, 0, key, numbers.length, same.length);
    return groups.computeIfAbsent(new IntKey(key), _ -> compose(numbers, same));
  }

  /** For each value the index of the first that is equal. */
  private static int[] sameValues(int[] values) {
    int[] same = new int[values.length];
    if (values.length == 1) {
      return same;
    }
    Map<Integer, Integer> first = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      Integer earlier = first.putIfAbsent(values[i], i);
      same[i] = earlier == null ? i : earlier;
    }
    return same;
  }

  private Group compose(int[] numbers, int[] same) {
    MergedOrigins merged = MergedOrigins.of(Arrays.stream(numbers).mapToObj(this::list).toList());
    long[] keys = new long[merged.size()];
    int[] slots = new int[keys.length];
    IntBuffer slotRows = new IntBuffer();
    Map<Integer, Integer> slotOf = new HashMap<>();
    for (int i = 0; i < keys.length; i++) {
      keys[i] = merged.key(i);
      int row = same[merged.list(i)];
      slots[i] =
          slotOf.computeIfAbsent(
              row,
              added -> {
                slotRows.add(added);
                return slotRows.size() - 1;
              });
    }
    return new Group(setNumber(keys, slots, slotRows.size()), slotRows.toArray(), merged.clashes());
  }

  private int setNumber(long[] keys, int[] slots, int slotCount) {
    return setNumbers.computeIfAbsent(
        IntKey.of(keys, slots),
        _ -> {
          long[] firsts = new long[slotCount];
          for (int i = keys.length - 1; i >= 0; i--) {
            firsts[slots[i]] = keys[i];
          }
          DigitTree tree = new DigitTreeBuilder(keys, slots, keys.length).build();
          sets.add(new OriginSet(tree, firsts, keys.length));
          return sets.size() - 1;
        });
  }

  OriginSet set(int number) {
    return sets.get(number);
  }

  OriginSet[] toArray() {
    return sets.toArray(OriginSet[]::new);
  }

  /** Ints that are equal by content. */
  private record IntKey(int[] ints) {

    static IntKey of(long[] keys, int[] slots) {
      int[] ints = new int[keys.length * 3];
      for (int i = 0; i < keys.length; i++) {
        ints[3 * i] = (int) keys[i];
        ints[3 * i + 1] = (int) (keys[i] >>> 32);
        ints[3 * i + 2] = slots[i];
      }
      return new IntKey(ints);
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof IntKey other && Arrays.equals(ints, other.ints);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(ints);
    }
  }
}
