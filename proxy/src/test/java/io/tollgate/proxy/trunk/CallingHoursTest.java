package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallingHoursTest {
  private static final String OFFICE = "mon-fri 08:00-18:00; sat 09:00-12:30";
  private static final String NIGHT = "fri 22:00-02:00; sun 22:00-24:00; mon 00:00-06:00";

  private static CallingHours hours(String zone, String texts) {
    List<CallingHours.Span> spans = new ArrayList<>();
    for (String text : texts.split(";")) {
      spans.addAll(CallingHoursText.parse(text));
    }
    return new CallingHours(ZoneId.of(zone), spans);
  }

  @ParameterizedTest
  @CsvSource({
    "sat 09:00-12:30; mon 08:00-18:00, mon 08:00-18:00; sat 09:00-12:30",
    "fri 22:00-02:00; sun 22:00-24:00, fri 22:00-24:00; sat 00:00-02:00; sun 22:00-24:00",
    "tue 09:00-12:00; tue 11:00-13:05, tue 09:00-13:05",
    "mon-tue 00:00-24:00, mon 00:00-24:00; tue 00:00-24:00",
    "sun 23:00-01:00, mon 00:00-01:00; sun 23:00-24:00"
  })
  void hoursAreWrittenDayByDayAndReadBack(String said, String written) {
    CallingHours hours = hours("Europe/Vienna", said);
    assertThat(String.join("; ", CallingHoursText.format(hours))).isEqualTo(written);
    assertThat(hours("Europe/Vienna", written).spans()).isEqualTo(hours.spans());
  }

  /** 2026-03-02 is a Monday; in March Vienna is an hour, from the 29th on two hours before UTC. */
  @ParameterizedTest
  @CsvSource({
    OFFICE + ", 2026-03-02T06:59:59Z, closed",
    OFFICE + ", 2026-03-02T07:00:00Z, 2026-03-02T17:00:00Z",
    OFFICE + ", 2026-03-02T16:59:59Z, 2026-03-02T17:00:00Z",
    OFFICE + ", 2026-03-02T17:00:00Z, closed",
    OFFICE + ", 2026-03-07T10:00:00Z, 2026-03-07T11:30:00Z",
    OFFICE + ", 2026-03-08T10:00:00Z, closed",
    OFFICE + ", 2026-03-30T06:00:00Z, 2026-03-30T16:00:00Z",
    NIGHT + ", 2026-03-06T20:59:59Z, closed",
    NIGHT + ", 2026-03-06T21:00:00Z, 2026-03-07T01:00:00Z",
    NIGHT + ", 2026-03-07T00:59:59Z, 2026-03-07T01:00:00Z",
    NIGHT + ", 2026-03-07T01:00:00Z, closed",
    NIGHT + ", 2026-03-08T22:00:00Z, 2026-03-09T05:00:00Z",
    NIGHT + ", 2026-03-09T04:00:00Z, 2026-03-09T05:00:00Z",
    NIGHT + ", 2026-03-29T20:00:00Z, 2026-03-30T04:00:00Z",
    // The night in which the clocks go forward: from 20:00 to 4:00 are seven hours.
    "sat 20:00-04:00, 2026-03-28T19:00:00Z, 2026-03-29T02:00:00Z",
    // And back: 2:30 comes twice, and it is closed after the second.
    "sun 00:00-02:45, 2026-10-25T00:40:00Z, 2026-10-25T00:45:00Z",
    "sun 00:00-02:45, 2026-10-25T01:40:00Z, 2026-10-25T01:45:00Z",
  })
  void areWhatTheClockOnTheWallShows(String texts, String moment, String closes) {
    CallingHours hours = hours("Europe/Vienna", texts);
    Instant now = Instant.parse(moment);
    assertThat(hours.isOpen(now)).isEqualTo(!closes.equals("closed"));
    assertThat(hours.closesAfter(now))
        .contains(closes.equals("closed") ? now : Instant.parse(closes));
  }

  @Test
  void neverCloseWhereTheyAreAlwaysOpen() {
    CallingHours always = hours("UTC", "mon-sun 00:00-24:00");
    assertThat(always.closesAfter(Instant.parse("2026-03-08T23:59:59Z")))
        .isEqualTo(Optional.empty());
  }

  @Test
  void goOnPastTheWeeksEnd() {
    CallingHours weekend = hours("UTC", "sat-sun 00:00-24:00; mon 00:00-05:00");
    assertThat(weekend.closesAfter(Instant.parse("2026-03-07T10:00:00Z")))
        .contains(Instant.parse("2026-03-09T05:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mon",
        "mon-fri",
        "08:00-18:00",
        "mo 08:00-18:00",
        "mon 8-18",
        "mon 08:00-24:01",
        "mon 24:00-08:00",
        "mon 08:60-09:00",
        "mon 08:00-08:00",
        "mon-xxx 08:00-18:00"
      })
  void areRefusedWhereTheyAreNotUnderstood(String text) {
    assertThatThrownBy(() -> CallingHoursText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are no hours; write days and times such as");
  }
}
