package io.tollgate.rating.deck;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a column of a deck says, and the headings that are understood to mean it. */
enum Column {
  DESTINATION(
      "destination",
      "prefix",
      "code",
      "destination prefix",
      "destination prefixes",
      "dial code",
      "codes",
      "prefixes"),
  /** The destination in words: a group's or a country's name. */
  AREA("area", "area name", "zone"),
  ORIGIN(
      "origin",
      "origin prefix",
      "origin prefixes",
      "origination prefix",
      "origination prefixes",
      "origin group"),
  RATE("rate", "price", "rate per minute", "price per minute", "price / min"),
  CONNECT_FEE("connect fee", "connection fee", "setup fee"),
  ATTEMPT_FEE("attempt fee"),
  MINIMUM("minimum", "minimum charge"),
  INCREMENTS("increments", "billing increments", "increment"),
  INITIAL("initial increment", "initial", "first interval", "interval 1", "first increment"),
  NEXT("next increment", "next", "sub interval", "interval n"),
  GRACE("grace", "grace seconds", "grace period"),
  FREE("free seconds"),
  EFFECTIVE("effective date", "effective", "effective from", "start date", "valid from"),
  END("end date", "effective until", "expiry date", "valid until", "valid to"),
  CURRENCY("currency"),
  BLOCKED("blocked", "barred"),
  DESCRIPTION("description", "destination name", "name"),
  /** The destination's country: read only where an origin is called local. */
  COUNTRY("iso", "country iso"),
  /** For people: read by nobody. */
  COMMENT("comment", "note", "country", "country code", "status", "band");

  private static final Map<String, Column> BY_HEADING = new HashMap<>();

  static {
    for (Column column : values()) {
      for (String heading : column.headings) {
        BY_HEADING.put(heading, column);
      }
    }
  }

  private final List<String> headings;

  Column(String... headings) {
    this.headings = List.of(headings);
  }

  /** The first of its headings, which is also its name in messages. */
  String heading() {
    return headings.getFirst();
  }

  /** What a heading means, unless a layout says otherwise. */
  static Optional<Column> of(String heading) {
    return Optional.ofNullable(BY_HEADING.get(plain(heading)));
  }

  /**
   * A heading as it is compared: letter case and {@code _} or {@code -} for a space don't count.
   */
  static String plain(String heading) {
    return heading.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
  }

  /** The names of all columns, for messages. */
  static String known() {
    return String.join(", ", Arrays.stream(values()).map(Column::heading).toList());
  }
}
