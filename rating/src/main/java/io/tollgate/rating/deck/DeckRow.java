package io.tollgate.rating.deck;

/** One row of a deck's file, as it is written: what its cells say, and where they stand. */
interface DeckRow {

  /** What a column says, trimmed; empty where the row does not say it. */
  String text(Column column);

  /** The line in which the row begins, counted from 1. */
  int line();

  /** The line of a cell; that of the row, where it has none. */
  int line(Column column);

  /** The character in that line at which the cell begins, counted from 1; 0 for the whole line. */
  int character(Column column);

  /**
   * Whether the row says what the one before it said, letter by letter, apart from one column; a
   * row that says nothing in that column does not. False is always right.
   */
  boolean repeats(Column except);
}
