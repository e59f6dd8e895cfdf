package io.tollgate.rating.deck;

import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Terms;
import io.tollgate.rating.deck.DeckRules.Unpriced;
import io.tollgate.rating.prefix.PrefixKey;
import io.tollgate.rating.prefix.PrefixList;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Makes sense of the cells of rows, and gathers what is wrong with them. For one thread. */
final class RowReader {

  /** The origin that is the destination's own country. */
  private static final String LOCAL = "local";

  private static final String[] YES = {"yes", "true", "1", "blocked", "x"};
  private static final String[] NO = {"no", "false", "0", ""};

  private final DeckSettings settings;
  private final PrefixCells prefixes;
  private final Findings findings;
  private final Moments moments = new Moments();
  private DeckLayout layout;
  private int unpriced;

  RowReader(DeckSettings settings, PrefixCells prefixes, Findings findings) {
    this.settings = settings;
    this.prefixes = prefixes;
    this.findings = findings;
    this.layout = settings.rules().layout();
  }

  /**
   * A row that is understood.
   *
   * @param origins never empty
   * @param from when it begins to count; {@link Instant#MIN} where it does not say
   * @param until when it ends; {@link Instant#MAX} where it does not say
   */
  record Row(
      int line,
      PrefixList destinations,
      PrefixList origins,
      Price price,
      Instant from,
      Instant until) {}

  /** What the headings turned out to be. */
  void setLayout(DeckLayout detected) {
    layout = detected;
  }

  String layoutName() {
    return layout.name();
  }

  /** How many rows had no price so far. */
  int unpriced() {
    return unpriced;
  }

  /** Reads a row; empty where it is wrong, which is in the findings then, or says nothing. */
  Optional<Row> read(DeckRow row) {
    int before = findings.count();
    PrefixList destinations = destinations(row);
    PrefixList origins = origins(row);
    boolean blocked = cell(row, Column.BLOCKED, RowReader::yesOrNo, false);
    boolean lacksPrice = row.text(Column.RATE).isEmpty() && !blocked;
    if (lacksPrice) {
      unpriced(row);
    }
    currency(row);
    Price price = price(row, blocked || lacksPrice);
    Instant from = cell(row, Column.EFFECTIVE, moments::begin, Instant.MIN);
    Instant until = cell(row, Column.END, moments::end, Instant.MAX);
    if (!until.isAfter(from)) {
      findings.problem(row, Column.END, "it ends before it begins", "write a later end, or none");
    }
    if (findings.count() > before || lacksPrice && settings.rules().unpriced() == Unpriced.SKIP) {
      return Optional.empty();
    }
    return Optional.of(new Row(row.line(), destinations, origins, price, from, until));
  }

  private PrefixList destinations(DeckRow row) {
    int before = findings.count();
    PrefixList list = cell(row, Column.DESTINATION, prefixes::read, PrefixList.DEFAULT);
    Column said = Column.DESTINATION;
    if (row.text(Column.DESTINATION).isEmpty() && !row.text(Column.AREA).isEmpty()) {
      said = Column.AREA;
      list = cell(row, said, text -> prefixes.readArea(layout.area(text)), PrefixList.DEFAULT);
    }
    if (findings.count() > before) {
      return list;
    }
    if (row.text(said).isEmpty()) {
      findings.problem(row, said, "it is empty", "write digits or a country");
    } else if (list.size() == 0 || list.key(0) == PrefixKey.EMPTY) {
      findings.problem(row, said, "it names no prefix", "write digits or a country");
    }
    return list;
  }

  private PrefixList origins(DeckRow row) {
    PrefixList list =
        cell(
            row,
            Column.ORIGIN,
            text ->
                text.equalsIgnoreCase(LOCAL)
                    ? prefixes.readArea(row.text(Column.COUNTRY))
                    : prefixes.read(text),
            PrefixList.DEFAULT);
    return list.size() == 0 ? PrefixList.DEFAULT : list;
  }

  private void unpriced(DeckRow row) {
    unpriced++;
    switch (settings.rules().unpriced()) {
      case REFUSE ->
          findings.problem(
              row,
              Column.RATE,
              "it is empty",
              "write a price, or 'yes' in a column 'blocked', or say what rows without one mean");
      case SKIP ->
          findings.warn(
              row.line(),
              Column.RATE.heading(),
              row.text(Column.DESTINATION) + " has no price, and the row does not count",
              "write one");
      case BAR ->
          findings.warn(
              row.line(),
              Column.RATE.heading(),
              row.text(Column.DESTINATION) + " has no price, and calls there are barred",
              "write one");
    }
  }

  private void currency(DeckRow row) {
    String currency = row.text(Column.CURRENCY);
    if (!currency.isEmpty() && !currency.equalsIgnoreCase(settings.currency())) {
      findings.problem(
          row,
          Column.CURRENCY,
          "the row is in " + currency + ", the deck in " + settings.currency(),
          "put it into a deck of its own");
    }
  }

  private Price price(DeckRow row, boolean blocked) {
    return new Price(
        blocked,
        new Terms(
            money(row, Column.RATE),
            money(row, Column.CONNECT_FEE),
            money(row, Column.ATTEMPT_FEE),
            money(row, Column.MINIMUM),
            increments(row),
            seconds(row, Column.GRACE, 0),
            seconds(row, Column.FREE, 0)),
        description(row));
  }

  private static String description(DeckRow row) {
    String description = row.text(Column.DESCRIPTION);
    return description.isEmpty() ? row.text(Column.AREA) : description;
  }

  private Increments increments(DeckRow row) {
    Increments stated = cell(row, Column.INCREMENTS, Increments::parse, settings.increments());
    int initial = seconds(row, Column.INITIAL, stated.initialSeconds());
    int next = seconds(row, Column.NEXT, stated.nextSeconds());
    if (initial == stated.initialSeconds() && next == stated.nextSeconds()) {
      return stated;
    }
    try {
      return new Increments(initial, next);
    } catch (IllegalArgumentException e) {
      Column wrong = initial < 1 ? Column.INITIAL : Column.NEXT;
      findings.problem(row, wrong, e.getMessage(), "write 1 or more");
      return stated;
    }
  }

  private Money money(DeckRow row, Column column) {
    return cell(row, column, RowReader::notNegative, Money.ZERO);
  }

  private static Money notNegative(String text) {
    Money amount = Money.parse(text);
    if (amount.isNegative()) {
      throw new IllegalArgumentException("'" + text + "' is negative");
    }
    return amount;
  }

  private int seconds(DeckRow row, Column column, int absent) {
    return cell(row, column, RowReader::wholeSeconds, absent);
  }

  private static int wholeSeconds(String text) {
    boolean whole = text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int seconds = whole ? Integer.parseInt(text) : Integer.MAX_VALUE;
    if (seconds > Increments.MAX_SECONDS) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a number of seconds from 0 to " + Increments.MAX_SECONDS);
    }
    return seconds;
  }

  private static boolean yesOrNo(String text) {
    if (Arrays.stream(YES).anyMatch(text::equalsIgnoreCase)) {
      return true;
    }
    if (Arrays.stream(NO).anyMatch(text::equalsIgnoreCase)) {
      return false;
    }
    throw new IllegalArgumentException("'" + text + "' is neither yes nor no");
  }

  /**
   * What a cell says; {@code absent} where it is empty, and where it is wrong, which is reported.
   */
  private <T> T cell(DeckRow row, Column column, Function<String, T> reading, T absent) {
    String text = row.text(column);
    if (text.isEmpty()) {
      return absent;
    }
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      findings.problem(row, column, e.getMessage(), "correct the cell");
      return absent;
    }
  }
}
