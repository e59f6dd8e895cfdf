package io.tollgate.rating.deck;

/**
 * One thing that is wrong with a deck's file, with its place and its remedy.
 *
 * @param line counted from 1; 0 where it is about the whole file
 * @param column the character in that line, counted from 1; 0 where it is about the whole line
 * @param field the heading of the cell, or what else is meant
 * @param text what is wrong, one clause
 * @param remedy what to do about it, one clause
 */
public record DeckProblem(int line, int column, String field, String text, String remedy) {

  /** One line: {@code 14:7: rate: 'free' is not a decimal number; write …}. */
  @Override
  public String toString() {
    String place = line == 0 ? "" : column == 0 ? line + ": " : line + ":" + column + ": ";
    return place + field + ": " + text + "; " + remedy;
  }
}
