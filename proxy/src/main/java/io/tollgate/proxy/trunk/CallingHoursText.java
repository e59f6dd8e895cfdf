package io.tollgate.proxy.trunk;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours as an operator writes them: {@code mon-fri 08:00-18:00}, {@code sat 09:00-12:30}, {@code
 * fri 22:00-02:00} (into Saturday), {@code sun 00:00-24:00}.
 */
public final class CallingHoursText {
  private static final Pattern HOURS =
      Pattern.compile(
          "([a-z]{3})(?:-([a-z]{3}))? +(\\d{1,2}):(\\d{2}) *- *(\\d{1,2}):(\\d{2})",
          Pattern.CASE_INSENSITIVE);
  private static final Map<String, DayOfWeek> DAYS =
      Map.of(
          "mon", DayOfWeek.MONDAY,
          "tue", DayOfWeek.TUESDAY,
          "wed", DayOfWeek.WEDNESDAY,
          "thu", DayOfWeek.THURSDAY,
          "fri", DayOfWeek.FRIDAY,
          "sat", DayOfWeek.SATURDAY,
          "sun", DayOfWeek.SUNDAY);
  private static final int DAY = 24 * 60;

  private CallingHoursText() {}

  /**
   * The spans that the text means, one a day.
   *
   * @throws IllegalArgumentException where it is not understood
   */
  public static List<CallingHours.Span> parse(String text) {
    Matcher hours = HOURS.matcher(text.strip());
    if (!hours.matches()) {
      throw notHours(text);
    }
    DayOfWeek first = day(text, hours.group(1));
    DayOfWeek last = hours.group(2) == null ? first : day(text, hours.group(2));
    int from = minute(text, hours.group(3), hours.group(4));
    int to = minute(text, hours.group(5), hours.group(6));
    if (from == DAY || from == to) {
      throw notHours(text);
    }
    List<CallingHours.Span> spans = new ArrayList<>();
    for (DayOfWeek day = first; ; day = day.plus(1)) {
      spans.add(CallingHours.Span.of(day, from, to));
      if (day == last) {
        return spans;
      }
    }
  }

  /**
   * The hours in the words that {@link #parse} understands, day by day: {@code mon 08:00-18:00}.
   */
  public static List<String> format(CallingHours hours) {
    List<String> days = new ArrayList<>();
    for (CallingHours.Span span : hours.spans()) {
      for (int from = span.from(); from < span.to(); from = (from / DAY + 1) * DAY) {
        int midnight = from / DAY * DAY;
        int to = Math.min(span.to(), midnight + DAY);
        String day = DayOfWeek.of(from / DAY + 1).name().substring(0, 3).toLowerCase(Locale.ROOT);
        days.add("%s %s-%s".formatted(day, clock(from - midnight), clock(to - midnight)));
      }
    }
    return days;
  }

  private static String clock(int minuteOfDay) {
    return "%02d:%02d".formatted(minuteOfDay / 60, minuteOfDay % 60);
  }

  private static DayOfWeek day(String text, String name) {
    DayOfWeek day = DAYS.get(name.toLowerCase(Locale.ROOT));
    if (day == null) {
      throw notHours(text);
    }
    return day;
  }

  private static int minute(String text, String hours, String minutes) {
    int hour = Integer.parseInt(hours);
    int minute = Integer.parseInt(minutes);
    if (minute > 59 || hour * 60 + minute > DAY) {
      throw notHours(text);
    }
    return hour * 60 + minute;
  }

  private static IllegalArgumentException notHours(String text) {
    return new IllegalArgumentException(
        "'" + text + "' are no hours; write days and times such as mon-fri 08:00-18:00");
  }
}
