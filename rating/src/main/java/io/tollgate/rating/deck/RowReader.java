package io.tollgate.rating.deck;

import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Terms;
import io.tollgate.rating.deck.DeckRules.Unpriced;
import io.tollgate.rating.prefix.PrefixKey;
import io.tollgate.rating.prefix.PrefixList;
import java.time.Instant;
import java.util.Arrays;
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
  private final CellReader<Money> rates;
  private final CellReader<Money> connectFees;
  private final CellReader<Money> attemptFees;
  private final CellReader<Money> minimums;
  private final CellReader<Increments> increments;
  private final CellReader<Integer> initials;
  private final CellReader<Integer> nexts;
  private final CellReader<Integer> graces;
  private final CellReader<Integer> frees;
  private final CellReader<Boolean> blocks;
  private final CellReader<Instant> begins;
  private final CellReader<Instant> ends;
  private DeckLayout layout;
  private int unpriced;

  /** What the last row said besides its destination, for the next one if that says the same. */
  private PrefixList origins = PrefixList.DEFAULT;

  private Price price = new Price(true, Terms.of(Money.ZERO, Increments.PER_MINUTE), "");
  private Instant from = Instant.MIN;
  private Instant until = Instant.MAX;
  private boolean isRepeatable;
  private int found;

  RowReader(DeckSettings settings, PrefixCells prefixes, Findings findings) {
    this.settings = settings;
    this.prefixes = prefixes;
    this.findings = findings;
    this.layout = settings.rules().layout();
    rates = cells(Column.RATE, RowReader::notNegative);
    connectFees = cells(Column.CONNECT_FEE, RowReader::notNegative);
    attemptFees = cells(Column.ATTEMPT_FEE, RowReader::notNegative);
    minimums = cells(Column.MINIMUM, RowReader::notNegative);
    increments = cells(Column.INCREMENTS, Increments::parse);
    initials = cells(Column.INITIAL, RowReader::wholeSeconds);
    nexts = cells(Column.NEXT, RowReader::wholeSeconds);
    graces = cells(Column.GRACE, RowReader::wholeSeconds);
    frees = cells(Column.FREE, RowReader::wholeSeconds);
    blocks = cells(Column.BLOCKED, RowReader::yesOrNo);
    begins = cells(Column.EFFECTIVE, Moments::begin);
    ends = cells(Column.END, Moments::end);
  }

  private <T> CellReader<T> cells(Column column, Function<String, T> reading) {
    return new CellReader<>(column, reading, findings);
  }

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

  /**
   * Reads a row and adds it to the deck, unless it is wrong, which is in the findings then, or says
   * nothing.
   */
  void read(DeckRow row, DeckAssembly assembly) {
    int before = findings.count();
    if (isRepeatable && before == found && row.repeats(Column.DESTINATION)) {
      PrefixList destinations = destinations(row);
      if (findings.count() == before) {
        assembly.add(row.line(), destinations, origins, price, from, until);
      }
      return;
    }
    PrefixList destinations = destinations(row);
    origins = origins(row);
    boolean blocked = blocks.read(row, false);
    boolean lacksPrice = row.text(Column.RATE).isEmpty() && !blocked;
    if (lacksPrice) {
      unpriced(row);
    }
    currency(row);
    price = price(row, blocked || lacksPrice);
    from = begins.read(row, Instant.MIN);
    until = ends.read(row, Instant.MAX);
    if (!until.isAfter(from)) {
      findings.problem(row, Column.END, "it ends before it begins", "write a later end, or none");
    }
    boolean isRight = findings.count() == before;
    isRepeatable = isRight && !lacksPrice;
    found = findings.count();
    if (isRight && !(lacksPrice && settings.rules().unpriced() == Unpriced.SKIP)) {
      assembly.add(row.line(), destinations, origins, price, from, until);
    }
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
    if (row.text(Column.ORIGIN).isEmpty()) {
      return PrefixList.DEFAULT;
    }
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
            rates.read(row, Money.ZERO),
            connectFees.read(row, Money.ZERO),
            attemptFees.read(row, Money.ZERO),
            minimums.read(row, Money.ZERO),
            increments(row),
            graces.read(row, 0),
            frees.read(row, 0)),
        description(row));
  }

  private static String description(DeckRow row) {
    String description = row.text(Column.DESCRIPTION);
    return description.isEmpty() ? row.text(Column.AREA) : description;
  }

  private Increments increments(DeckRow row) {
    Increments stated = increments.read(row, settings.increments());
    int initial = initials.read(row, stated.initialSeconds());
    int next = nexts.read(row, stated.nextSeconds());
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

  private static Money notNegative(String text) {
    Money amount = Money.parse(text);
    if (amount.isNegative()) {
      throw new IllegalArgumentException("'" + text + "' is negative");
    }
    return amount;
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
