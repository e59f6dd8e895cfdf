package io.tollgate.rating.deck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is found in a deck's file: mistakes, and what is worth a look. For one thread. */
final class Findings {

  private static final Comparator<DeckProblem> BY_PLACE =
      Comparator.comparingInt(DeckProblem::line).thenComparingInt(DeckProblem::column);

  private final List<DeckProblem> problems = new ArrayList<>();
  private final List<DeckProblem> warnings = new ArrayList<>();
  private int warned;

  /** A mistake at a place: line and character count from 1, or are 0 for the whole. */
  void problem(int line, int character, String field, String text, String remedy) {
    problems.add(new DeckProblem(line, character, field, text, remedy));
  }

  /** A mistake in a cell. */
  void problem(DeckRow row, Column column, String text, String remedy) {
    problem(row.line(column), row.character(column), column.heading(), text, remedy);
  }

  void warn(int line, String field, String text, String remedy) {
    warned++;
    if (warnings.size() < DeckReport.MOST_WARNINGS) {
      warnings.add(new DeckProblem(line, 1, field, text, remedy));
    }
  }

  boolean isWrong() {
    return !problems.isEmpty();
  }

  /** How many mistakes there are so far. */
  int count() {
    return problems.size();
  }

  /** The mistakes in the order of places. */
  List<DeckProblem> problems() {
    return problems.stream().sorted(BY_PLACE).toList();
  }

  List<DeckProblem> warnings() {
    return warnings.stream().sorted(BY_PLACE).toList();
  }

  int warned() {
    return warned;
  }
}
