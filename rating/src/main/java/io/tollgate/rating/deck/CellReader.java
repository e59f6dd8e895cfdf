package io.tollgate.rating.deck;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes sense of the cells of one column. What a text means is remembered, since decks repeat the
 * same rates and fees in thousands of rows. For one thread.
 *
 * @param <T> what a cell says
 */
final class CellReader<T> {

  private static final int REMEMBERED = 1024;

  private final Column column;
  private final Function<String, T> reading;
  private final Findings findings;
  private final Map<String, T> known = new HashMap<>();

  /**
   * @param reading is given a text that is not empty, and throws {@link IllegalArgumentException}
   *     with the reason where it cannot be understood
   * @param findings where such reasons go
   */
  CellReader(Column column, Function<String, T> reading, Findings findings) {
    this.column = column;
    this.reading = reading;
    this.findings = findings;
  }

  /** What the row's cell says; {@code absent} where it is empty, and where it is wrong. */
  T read(DeckRow row, T absent) {
    String text = row.text(column);
    if (text.isEmpty()) {
      return absent;
    }
    T value = known.get(text);
    return value != null ? value : readAnew(row, text, absent);
  }

  private T readAnew(DeckRow row, String text, T absent) {
    try {
      T value = reading.apply(text);
      if (known.size() < REMEMBERED) {
        known.put(text, value);
      }
      return value;
    } catch (IllegalArgumentException e) {
      findings.problem(row, column, e.getMessage(), "correct the cell");
      return absent;
    }
  }
}
