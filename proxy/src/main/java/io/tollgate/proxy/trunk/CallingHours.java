package io.tollgate.proxy.trunk;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When calls may be made: spans of a week by the clock on the wall of some place. Immutable.
 *
 * <p>Where that clock is put forward or back, the spans stay what the clock shows: the hour that is
 * left out lasts no time, the hour that comes twice lasts two.
 */
public final class CallingHours {
  private static final int DAY = 24 * 60;
  private static final int WEEK = 7 * DAY;

  private final ZoneId zone;
  private final List<Span> spans;

  /**
   * Minutes of the week from Monday 0:00 on, the last one excluded.
   *
   * @param from 0 to 10,079
   * @param to more than {@code from}, and at most a week more; past the week's end it goes on on
   *     Monday
   */
  public record Span(int from, int to) {
    public Span {
      if (from < 0 || from >= WEEK || to <= from || to > from + WEEK) {
        throw new IllegalArgumentException("no span of a week: " + from + " to " + to);
      }
    }

    /**
     * A span that begins on that day; one that does not end after it began ends on the next day.
     *
     * @param fromMinute of the day
     * @param toMinute of the day, at most 24:00
     */
    static Span of(DayOfWeek day, int fromMinute, int toMinute) {
      int from = (day.getValue() - 1) * DAY + fromMinute;
      int length = toMinute > fromMinute ? toMinute - fromMinute : toMinute + DAY - fromMinute;
      return new Span(from, from + length);
    }
  }

  /**
   * Hours at a place.
   *
   * @param spans at least one; they may overlap
   */
  public CallingHours(ZoneId zone, List<Span> spans) {
    if (spans.isEmpty()) {
      throw new IllegalArgumentException("calling hours without any hour");
    }
    this.zone = zone;
    this.spans = merged(spans);
  }

  /** Ascending, apart from one another; what goes past the week's end is cut there. */
  private static List<Span> merged(List<Span> spans) {
    List<Span> cut = new ArrayList<>();
    for (Span span : spans) {
      cut.add(new Span(span.from, Math.min(span.to, WEEK)));
      if (span.to > WEEK) {
        cut.add(new Span(0, span.to - WEEK));
      }
    }
    cut.sort(Comparator.comparingInt(Span::from));
    List<Span> merged = new ArrayList<>();
    for (Span span : cut) {
      Span last = merged.isEmpty() ? span : merged.getLast();
      if (merged.isEmpty() || span.from > last.to) {
        merged.add(span);
      } else {
        merged.set(merged.size() - 1, new Span(last.from, Math.max(last.to, span.to)));
      }
    }
    return List.copyOf(merged);
  }

  /** Where the clock hangs. */
  public ZoneId zone() {
    return zone;
  }

  /** When calls may be made: ascending, apart from one another, none past the week's end. */
  public List<Span> spans() {
    return spans;
  }

  /** Whether a call may be made at that moment. */
  public boolean isOpen(Instant moment) {
    return indexAt(minuteOfWeek(moment.atZone(zone))) >= 0;
  }

  /**
   * When the hours that {@code moment} is in come to their end; empty where they never do.
   *
   * @return {@code moment} itself where it is outside them
   */
  public Optional<Instant> closesAfter(Instant moment) {
    ZonedDateTime local = moment.atZone(zone);
    int now = minuteOfWeek(local);
    int index = indexAt(now);
    if (index < 0) {
      return Optional.of(moment);
    }
    int end = spans.get(index).to;
    if (end == WEEK && spans.getFirst().from == 0) {
      if (spans.size() == 1) {
        return Optional.empty();
      }
      end += spans.getFirst().to;
    }
    LocalDateTime closing = local.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
    closing = closing.plusMinutes(end - now);
    return Optional.of(ZonedDateTime.ofLocal(closing, zone, local.getOffset()).toInstant());
  }

  private int indexAt(int minute) {
    for (int i = 0; i < spans.size() && spans.get(i).from <= minute; i++) {
      if (minute < spans.get(i).to) {
        return i;
      }
    }
    return -1;
  }

  private static int minuteOfWeek(ZonedDateTime local) {
    return (local.getDayOfWeek().getValue() - 1) * DAY + local.getHour() * 60 + local.getMinute();
  }
}
