package io.tollgate.rating.prefix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Lists of origins under one destination, made one: each origin prefix once, with the list that it
 * is from, so that the longest prefix that matches is the one that ranks highest.
 *
 * <p>A prefix that stands for a wider one is left out where another prefix that it begins with
 * ranks higher: 4420 for 44 gives way to 442 that stands for itself. Two equal prefixes of equal
 * rank clash.
 */
final class MergedOrigins {

  /** Two lists that name the same origin prefix. */
  record Clash(long origin, int firstList, int secondList) {}

  private record Candidate(long key, int rank, int list) {}

  /** Ascending by key, of equal ones the highest rank first, then the first list. */
  private static final Comparator<Candidate> ORDER =
      Comparator.<Candidate>comparingLong(candidate -> candidate.key() ^ Long.MIN_VALUE)
          .thenComparing(Comparator.comparingInt(Candidate::rank).reversed())
          .thenComparingInt(Candidate::list);

  private final long[] keys;
  private final int[] lists;
  private final List<Clash> clashes;

  private MergedOrigins(long[] keys, int[] lists, List<Clash> clashes) {
    this.keys = keys;
    this.lists = lists;
    this.clashes = clashes;
  }

  static MergedOrigins of(List<PrefixList> lists) {
    if (lists.size() == 1 && !lists.getFirst().hasSpread()) {
      return ofPlain(lists.getFirst());
    }
    List<Candidate> candidates = new ArrayList<>();
    for (int list = 0; list < lists.size(); list++) {
      PrefixList prefixes = lists.get(list);
      for (int i = 0; i < prefixes.size(); i++) {
        candidates.add(new Candidate(prefixes.key(i), prefixes.rank(i), list));
      }
    }
    candidates.sort(ORDER);
    return merge(candidates);
  }

  private static MergedOrigins ofPlain(PrefixList list) {
    long[] keys = new long[list.size()];
    Arrays.setAll(keys, list::key);
    return new MergedOrigins(keys, new int[keys.length], List.of());
  }

  private static MergedOrigins merge(List<Candidate> candidates) {
    List<Candidate> kept = new ArrayList<>(candidates.size());
    List<Clash> clashes = new ArrayList<>();
    List<Candidate> above = new ArrayList<>();
    for (Candidate candidate : candidates) {
      while (!above.isEmpty() && !isPrefix(above.getLast().key(), candidate.key())) {
        above.removeLast();
      }
      if (!kept.isEmpty() && kept.getLast().key() == candidate.key()) {
        if (kept.getLast().rank() == candidate.rank()) {
          clash(clashes, kept.getLast(), candidate);
        }
      } else if (above.stream().noneMatch(wider -> wider.rank() > candidate.rank())) {
        kept.add(candidate);
        above.add(candidate);
      }
    }
    return new MergedOrigins(
        kept.stream().mapToLong(Candidate::key).toArray(),
        kept.stream().mapToInt(Candidate::list).toArray(),
        List.copyOf(clashes));
  }

  private static void clash(List<Clash> clashes, Candidate first, Candidate second) {
    boolean known =
        clashes.stream()
            .anyMatch(c -> c.firstList() == first.list() && c.secondList() == second.list());
    if (!known) {
      clashes.add(new Clash(first.key(), first.list(), second.list()));
    }
  }

  private static boolean isPrefix(long wide, long narrow) {
    return PrefixKey.length(narrow) >= PrefixKey.length(wide)
        && PrefixKey.of(PrefixKey.packed(narrow), PrefixKey.length(wide)) == wide;
  }

  int size() {
    return keys.length;
  }

  /** The origin prefix at {@code i}; they ascend and each is there once. */
  long key(int i) {
    return keys[i];
  }

  /** The index of the list that the prefix at {@code i} is from. */
  int list(int i) {
    return lists[i];
  }

  /** For every two lists that clash, the first origin prefix that both have. */
  List<Clash> clashes() {
    return clashes;
  }

  /** The index of the list whose prefix matches most digits of {@code origin}, or −1. */
  int longestMatch(long origin) {
    for (int length = PrefixKey.length(origin); length >= 0; length--) {
      int at = indexOf(PrefixKey.of(PrefixKey.packed(origin), length));
      if (at >= 0) {
        return lists[at];
      }
    }
    return -1;
  }

  private int indexOf(long key) {
    int low = 0;
    int high = keys.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(keys[middle], key);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order > 0 ? middle - 1 : high;
    }
    return -1;
  }
}
