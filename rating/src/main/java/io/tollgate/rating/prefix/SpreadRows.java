package io.tollgate.rating.prefix;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rows whose destination prefix stands for a wider one, and what they come to beside the others.
 *
 * <p>At such a prefix stand the rows of every prefix of it that ranks higher, in the order of
 * ranks, before its own: where 447 has rows written in digits, a call to 44740, which stands for
 * 44, is rated by those first. That is worked out here, once, so that the table stays a plain one.
 * For one thread.
 */
final class SpreadRows {

  /** One row: the destination's rank is the length of the prefix that it stands for. */
  private record Row(long destination, int rank, int list, int value, int number) {}

  private final OriginSets origins;
  private final Map<Long, List<Row>> rows = new TreeMap<>(Long::compareUnsigned);

  SpreadRows(OriginSets origins) {
    this.origins = origins;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  void add(long destination, int rank, int list, int value, int number) {
    rows.computeIfAbsent(destination, _ -> new ArrayList<>())
        .add(new Row(destination, rank, list, value, number));
  }

  /** Takes rows out again, by their numbers. */
  void remove(BitSet numbers) {
    rows.values().forEach(list -> list.removeIf(row -> numbers.get(row.number())));
    rows.values().removeIf(List::isEmpty);
  }

  /**
   * All rows as plain ones.
   *
   * @param plain the rows whose destinations stand for themselves, sorted
   */
  RowBuffer resolve(RowBuffer plain) {
    RowBuffer resolved = new RowBuffer();
    for (int i = 0; i < plain.size(); i++) {
      if (!rows.containsKey(plain.destination(i))) {
        resolved.add(plain.destination(i), plain.list(i), plain.value(i), plain.row(i));
      }
    }
    for (long destination : rows.keySet()) {
      resolveAt(destination, plain, resolved);
    }
    return resolved;
  }

  private void resolveAt(long destination, RowBuffer plain, RowBuffer resolved) {
    List<List<Row>> levels = levels(destination, plain);
    List<Row> result = levels.size() == 1 ? levels.getFirst() : flatten(destination, levels);
    for (Row row : result) {
      resolved.add(destination, row.list(), row.value(), row.number());
    }
  }

  /**
   * Its own rows and those of its prefixes that rank above the lowest of them: the highest rank
   * first, among equal ranks the longest prefix.
   */
  private List<List<Row>> levels(long destination, RowBuffer plain) {
    int lowest = rows.get(destination).stream().mapToInt(Row::rank).min().orElseThrow();
    TreeMap<Integer, List<Row>> levels = new TreeMap<>(Comparator.reverseOrder());
    for (int length = PrefixKey.length(destination); length > 0; length--) {
      long prefix = PrefixKey.of(PrefixKey.packed(destination), length);
      List<Row> candidates = new ArrayList<>(rows.getOrDefault(prefix, List.of()));
      for (int i = plain.startOf(prefix); i < plain.size() && plain.destination(i) == prefix; i++) {
        candidates.add(new Row(prefix, length, plain.list(i), plain.value(i), plain.row(i)));
      }
      for (Row row : candidates) {
        if (row.rank() > lowest || prefix == destination) {
          levels.computeIfAbsent(row.rank() << 4 | length, _ -> new ArrayList<>()).add(row);
        }
      }
    }
    return List.copyOf(levels.values());
  }

  /** One row for every value: the origins for which the first level that matches has it. */
  private List<Row> flatten(long destination, List<List<Row>> levels) {
    List<MergedOrigins> merged = new ArrayList<>();
    TreeSet<Long> keys = new TreeSet<>(Long::compareUnsigned);
    for (List<Row> level : levels) {
      MergedOrigins lists =
          MergedOrigins.of(level.stream().map(row -> origins.list(row.list())).toList());
      merged.add(lists);
      for (int i = 0; i < lists.size(); i++) {
        keys.add(lists.key(i));
      }
    }
    Map<Row, PrefixList.Builder> winners = new HashMap<>();
    List<Row> order = new ArrayList<>();
    for (long key : keys) {
      Row winner = winner(key, levels, merged);
      if (!winners.containsKey(winner)) {
        order.add(winner);
        winners.put(winner, PrefixList.builder());
      }
      winners.get(winner).add(key);
    }
    return order.stream()
        .map(
            row ->
                new Row(
                    destination,
                    PrefixKey.length(destination),
                    origins.number(winners.get(row).build()),
                    row.value(),
                    row.number()))
        .toList();
  }

  private static Row winner(long origin, List<List<Row>> levels, List<MergedOrigins> merged) {
    for (int i = 0; i < levels.size(); i++) {
      int list = merged.get(i).longestMatch(origin);
      if (list >= 0) {
        return levels.get(i).get(list);
      }
    }
    throw new IllegalStateException("origin " + PrefixKey.text(origin) + " is in no level");
  }
}
