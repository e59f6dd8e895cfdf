package io.tollgate.rating.deck;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Reads dates and times of cells: {@code 2026-12-01}, {@code 2026-12-01 06:30:00} or {@code
 * 2026-12-01T06:30:00+01:00}, in UTC where no offset is named.
 */
public final class Moments {

  private static final int DATE_LENGTH = 10;

  private Moments() {}

  /**
   * The moment that a text says.
   *
   * @throws IllegalArgumentException where it is neither a date nor a date with a time
   */
  public static Instant parse(String text) {
    return read(text, false);
  }

  /** When something begins that counts from a day or moment on. */
  static Instant begin(String text) {
    return read(text, false);
  }

  /** When something ends: a day counts to its last moment. */
  static Instant end(String text) {
    return read(text, true);
  }

  private static Instant read(String text, boolean end) {
    try {
      if (text.length() == DATE_LENGTH) {
        LocalDate day = LocalDate.parse(text);
        return (end ? day.plusDays(1) : day).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      String iso =
          text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
              ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
              : text;
      return DateTimeFormatter.ISO_DATE_TIME.parseBest(
                  iso, OffsetDateTime::from, LocalDateTime::from)
              instanceof OffsetDateTime moment
          ? moment.toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no date such as 2026-12-01 or 2026-12-01T06:30:00Z", e);
    }
  }
}
