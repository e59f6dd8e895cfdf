package io.tollgate.proxy.admission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * What an account or a trunk spends, by day and month of UTC, in nanos; what is set aside for calls
 * that are up counts as spent. A call counts where it began, whose day may be yesterday.
 *
 * <p>Guarded by whoever has it.
 */
final class SpendMeter {
  private static final int SECONDS_PER_DAY = 86_400;

  /** No call lasts longer than a day. */
  private static final int DAYS_KEPT = 2;

  private static final int MONTHS_KEPT = 2;

  private final Map<Integer, Long> days = new HashMap<>();
  private final Map<Integer, Long> months = new HashMap<>();

  /** A day of UTC, and its month. */
  record Day(int number, int month) {
    static Day of(Instant moment) {
      return of((int) Math.floorDiv(moment.getEpochSecond(), (long) SECONDS_PER_DAY));
    }

    static Day of(int number) {
      LocalDate date = LocalDate.ofEpochDay(number);
      return new Day(number, date.getYear() * 12 + date.getMonthValue());
    }

    /** The first day that still matters: the last month's calls may go on into this one. */
    int oldestThatMatters() {
      return (int) LocalDate.ofEpochDay(number).minusMonths(1).withDayOfMonth(1).toEpochDay();
    }
  }

  long onDay(Day day) {
    return days.getOrDefault(day.number(), 0L);
  }

  long inMonth(Day day) {
    return months.getOrDefault(day.month(), 0L);
  }

  /** Adds, or takes back where {@code nanos} is negative. */
  void add(Day day, long nanos) {
    add(days, day.number(), nanos, DAYS_KEPT);
    add(months, day.month(), nanos, MONTHS_KEPT);
  }

  private static void add(Map<Integer, Long> sums, int key, long nanos, int kept) {
    if (sums.merge(key, nanos, Math::addExact) == nanos && sums.size() > kept) {
      int latest = sums.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
      sums.keySet().removeIf(old -> old <= latest - kept);
    }
  }
}
