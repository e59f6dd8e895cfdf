package io.tollgate.rating.deck;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a column of a deck says, and the headings that are understood to mean it. */
enum Column {
  DESTINATION("destination", "prefix", "code", "destination prefix", "destination prefixes"),
  ORIGIN(
      "origin", "origin prefix", "origin prefixes", "origination prefix", "origination prefixes"),
  RATE("rate", "price", "rate per minute", "price / min"),
  CONNECT_FEE("connect fee", "connection fee", "setup fee"),
  ATTEMPT_FEE("attempt fee"),
  MINIMUM("minimum", "minimum charge"),
  INCREMENTS("increments", "billing increments"),
  INITIAL("initial increment", "initial", "first interval", "interval 1"),
  NEXT("next increment", "next", "sub interval", "interval n"),
  GRACE("grace", "grace seconds"),
  FREE("free seconds"),
  BLOCKED("blocked"),
  DESCRIPTION("description"),
  /** For people: read by nobody. */
  COMMENT("comment", "note", "country", "iso");

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

  /** What a heading means; letter case and {@code _} or {@code -} for a space do not count. */
  static Optional<Column> of(String heading) {
    String plain = heading.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    return Optional.ofNullable(BY_HEADING.get(plain));
  }
}
