package io.tollgate.proxy.route;

import io.tollgate.proxy.route.NumberDirectory.Entry;
import io.tollgate.rating.number.E164;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The directory's numbers of one length: segments that do not overlap, ascending, each with the
 * innermost range around it.
 *
 * <p>Immutable. Keys are packed numbers with the highest bit turned, so that they sort as they are.
 */
final class NumberSegments {
  private static final NumberSegments NONE =
      new NumberSegments(new long[0], new long[0], List.of());

  private final long[] starts;
  private final long[] ends;
  private final List<Optional<Entry>> owners;

  private NumberSegments(long[] starts, long[] ends, List<Optional<Entry>> owners) {
    this.starts = starts;
    this.ends = ends;
    this.owners = owners;
  }

  /** Those of the entries that have numbers with that many digits. */
  static NumberSegments of(List<Entry> entries, int length) {
    if (length < E164.MIN_LENGTH) {
      return NONE; // short codes are nobody's
    }
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).numbers().has(length)) {
        intervals.add(Interval.of(entries.get(i), i, length));
      }
    }
    return intervals.isEmpty() ? NONE : new Sweep().over(intervals);
  }

  private static long key(long packed) {
    return packed ^ Long.MIN_VALUE;
  }

  Optional<Entry> find(long packed) {
    long key = key(packed);
    int at = Arrays.binarySearch(starts, key);
    int segment = at >= 0 ? at : -at - 2;
    return segment >= 0 && key <= ends[segment] ? owners.get(segment) : Optional.empty();
  }

  /** A range among numbers of one length; it goes on from {@code next}. */
  private record Interval(Entry entry, int index, long low, long high) {
    /** Outer ones before those within; of two that are equal here, the open one is the outer. */
    static final Comparator<Interval> OUTER_FIRST =
        Comparator.comparingLong(Interval::low)
            .thenComparing(Interval::high, Comparator.reverseOrder())
            .thenComparing(interval -> !interval.entry.numbers().isOpen())
            .thenComparingInt(Interval::index);

    static Interval of(Entry entry, int index, int length) {
      return new Interval(
          entry, index, key(entry.numbers().lowest(length)), key(entry.numbers().highest(length)));
    }

    /** An open range has longer numbers too, so that it lies within open ones only. */
    boolean isWithin(Interval outer) {
      boolean alike = entry.numbers().isOpen() == outer.entry.numbers().isOpen();
      boolean same = low == outer.low && high == outer.high;
      return high <= outer.high && (alike ? !same : outer.entry.numbers().isOpen());
    }
  }

  /** Goes through the intervals from the lowest number to the highest. */
  private static final class Sweep {
    private final Deque<Interval> around = new ArrayDeque<>();
    private final List<long[]> bounds = new ArrayList<>();
    private final List<Optional<Entry>> owners = new ArrayList<>();
    private long next;

    NumberSegments over(List<Interval> intervals) {
      intervals.sort(Interval.OUTER_FIRST);
      for (Interval interval : intervals) {
        closeBefore(interval.low);
        if (!around.isEmpty()) {
          requireWithin(interval, around.peek());
          emit(interval.low - 1);
        }
        around.push(interval);
        next = interval.low;
      }
      while (!around.isEmpty()) {
        close();
      }
      return new NumberSegments(
          bounds.stream().mapToLong(b -> b[0]).toArray(),
          bounds.stream().mapToLong(b -> b[1]).toArray(),
          List.copyOf(owners));
    }

    private void closeBefore(long low) {
      while (!around.isEmpty() && around.peek().high < low) {
        close();
      }
    }

    private void close() {
      emit(around.peek().high);
      next = around.pop().high + 1;
    }

    /** What lies between {@code next} and there is the innermost range's. */
    private void emit(long last) {
      if (next <= last) {
        bounds.add(new long[] {next, last});
        owners.add(Optional.of(around.peek().entry));
      }
    }

    private static void requireWithin(Interval inner, Interval outer) {
      if (inner.isWithin(outer)) {
        return;
      }
      Interval earlier = inner.index < outer.index ? inner : outer;
      Interval later = earlier == inner ? outer : inner;
      throw new OverlappingNumbersException(
          earlier.index,
          later.index,
          earlier.entry.numbers().equals(later.entry.numbers())
              ? later.entry.numbers() + " is there already"
              : later.entry.numbers() + " overlaps " + earlier.entry.numbers());
    }
  }
}
