package io.tollgate.rating.deck;

import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Terms;
import io.tollgate.rating.prefix.OriginPrefixTableBuilder.Duplicate;
import io.tollgate.rating.prefix.PrefixKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Turns the rows of one CSV file into a deck, and gathers what is wrong with them. For one thread
 * and one file.
 *
 * <p>Lines {@code @name = members} above the headings define groups of prefixes.
 */
final class CsvDeck {

  private static final String[] YES = {"yes", "true", "1", "blocked", "x"};
  private static final String[] NO = {"no", "false", "0", ""};

  private final DeckSettings settings;
  private final RateDeckBuilder builder;
  private final PrefixCells prefixes = new PrefixCells();
  private final List<DeckProblem> problems = new ArrayList<>();
  private final Map<Column, Integer> places = new EnumMap<>(Column.class);

  /** The line of every row that was added to the builder. */
  private int[] lines = new int[16];

  private int added;

  CsvDeck(DeckSettings settings) {
    this.settings = settings;
    this.builder = RateDeck.builder(settings);
  }

  /** Reads every row; what is wrong is in {@link #problems} then. */
  void read(CsvRows rows) {
    boolean headed = readUntilHeadings(rows);
    if (!headed) {
      problem(0, 0, "file", "it has no row of headings", "begin with: destination,origin,rate");
      return;
    }
    if (!problems.isEmpty()) {
      return;
    }
    while (rows.next()) {
      row(rows);
    }
    for (Duplicate duplicate : builder.duplicates()) {
      report(duplicate);
    }
    if (problems.isEmpty() && added == 0) {
      problem(0, 0, "file", "it has no row with a price", "add one below the headings");
    }
    problems.sort(Comparator.comparingInt(DeckProblem::line).thenComparingInt(DeckProblem::column));
  }

  List<DeckProblem> problems() {
    return problems;
  }

  RateDeck build() {
    return builder.build();
  }

  private boolean readUntilHeadings(CsvRows rows) {
    while (rows.next()) {
      if (!rows.cell(0).startsWith("@")) {
        headings(rows);
        return true;
      }
      group(rows);
    }
    return false;
  }

  /** A group's members may be separated by commas, which makes cells of them. */
  private void group(CsvRows rows) {
    StringBuilder text = new StringBuilder(rows.cell(0));
    for (int i = 1; i < rows.size(); i++) {
      text.append(',').append(rows.cell(i));
    }
    int equals = text.indexOf("=");
    if (equals < 0) {
      problem(rows.line(), 1, "group", "it has no '='", "write: @name = 43, Germany");
      return;
    }
    try {
      prefixes.define(text.substring(1, equals).strip(), text.substring(equals + 1));
    } catch (IllegalArgumentException e) {
      problem(rows.line(), 1, "group", e.getMessage(), "correct the line");
    }
  }

  private void headings(CsvRows rows) {
    for (int i = 0; i < rows.size(); i++) {
      String heading = rows.cell(i);
      int line = rows.line(i);
      int character = rows.column(i);
      Column column = Column.of(heading).orElse(null);
      if (column == null) {
        problem(
            line, character, "heading", "'" + heading + "' is not known", "use one of " + known());
      } else if (column != Column.COMMENT && places.putIfAbsent(column, i) != null) {
        problem(line, character, "heading", "there are two for " + column.heading(), "remove one");
      }
    }
    for (Column needed : List.of(Column.DESTINATION, Column.RATE)) {
      if (problems.isEmpty() && !places.containsKey(needed)) {
        problem(
            rows.line(), 1, "heading", "there is none for " + needed.heading(), "add the column");
      }
    }
  }

  private static String known() {
    return String.join(", ", Arrays.stream(Column.values()).map(Column::heading).toList());
  }

  private void row(CsvRows rows) {
    int before = problems.size();
    if (rows.size() > 0 && rows.cell(0).startsWith("@")) {
      problem(rows.line(), 1, "group", "it stands below the headings", "move it above them");
      return;
    }
    long[] destinations = cell(rows, Column.DESTINATION, prefixes::read, new long[0]);
    long[] origins = cell(rows, Column.ORIGIN, prefixes::read, new long[0]);
    Price price = price(rows);
    if (destinations.length == 0 && problems.size() == before) {
      problem(rows, Column.DESTINATION, "it is empty", "write digits or a country");
    }
    if (problems.size() > before) {
      return;
    }
    for (long destination : destinations) {
      if (origins.length == 0) {
        add(destination, PrefixKey.EMPTY, price, rows.line());
      }
      for (long origin : origins) {
        add(destination, origin, price, rows.line());
      }
    }
  }

  private void add(long destination, long origin, Price price, int line) {
    builder.add(destination, origin, price);
    if (added == lines.length) {
      lines = Arrays.copyOf(lines, added * 2);
    }
    lines[added++] = line;
  }

  private Price price(CsvRows rows) {
    boolean blocked = cell(rows, Column.BLOCKED, CsvDeck::yesOrNo, false);
    boolean unpriced = text(rows, Column.RATE).isEmpty();
    if (unpriced && !blocked) {
      problem(rows, Column.RATE, "it is empty", "write a price, or 'yes' in a column 'blocked'");
    }
    Terms terms =
        new Terms(
            money(rows, Column.RATE),
            money(rows, Column.CONNECT_FEE),
            money(rows, Column.ATTEMPT_FEE),
            money(rows, Column.MINIMUM),
            increments(rows),
            seconds(rows, Column.GRACE, 0),
            seconds(rows, Column.FREE, 0));
    return new Price(blocked, terms, text(rows, Column.DESCRIPTION));
  }

  private Increments increments(CsvRows rows) {
    Increments stated = cell(rows, Column.INCREMENTS, Increments::parse, settings.increments());
    int initial = seconds(rows, Column.INITIAL, stated.initialSeconds());
    int next = seconds(rows, Column.NEXT, stated.nextSeconds());
    try {
      return new Increments(initial, next);
    } catch (IllegalArgumentException e) {
      problem(rows, initial < 1 ? Column.INITIAL : Column.NEXT, e.getMessage(), "write 1 or more");
      return stated;
    }
  }

  private Money money(CsvRows rows, Column column) {
    return cell(rows, column, CsvDeck::notNegative, Money.ZERO);
  }

  private static Money notNegative(String text) {
    Money amount = Money.parse(text);
    if (amount.isNegative()) {
      throw new IllegalArgumentException("'" + text + "' is negative");
    }
    return amount;
  }

  private int seconds(CsvRows rows, Column column, int absent) {
    return cell(rows, column, CsvDeck::wholeSeconds, absent);
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

  private String text(CsvRows rows, Column column) {
    Integer place = places.get(column);
    return place == null ? "" : rows.cell(place);
  }

  /**
   * What a cell says; {@code absent} where it is empty, and where it is wrong, which is reported.
   */
  private <T> T cell(CsvRows rows, Column column, Function<String, T> reading, T absent) {
    String text = text(rows, column);
    if (text.isEmpty()) {
      return absent;
    }
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      problem(rows, column, e.getMessage(), "correct the cell");
      return absent;
    }
  }

  private void report(Duplicate duplicate) {
    int first = lines[duplicate.firstRow()];
    int second = lines[duplicate.secondRow()];
    String origin = duplicate.origin().isEmpty() ? "" : " from " + duplicate.origin();
    String text = duplicate.destination() + origin + " has a row already, in line " + first;
    problem(second, 1, Column.DESTINATION.heading(), text, "remove one of them");
  }

  private void problem(CsvRows rows, Column column, String text, String remedy) {
    int place = places.get(column);
    problem(rows.line(place), rows.column(place), column.heading(), text, remedy);
  }

  private void problem(int line, int column, String field, String text, String remedy) {
    problems.add(new DeckProblem(line, column, field, text, remedy));
  }
}
