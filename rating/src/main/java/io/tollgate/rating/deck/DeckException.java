package io.tollgate.rating.deck;

import java.util.List;

/**
 * A deck was refused. The message is one line: file, line and field of the first problem, and how
 * many more there are.
 */
public final class DeckException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<DeckProblem> problems;

  /**
   * @param file what the deck's file is called
   * @param problems what is wrong with it, at least one, in the order of lines
   */
  public DeckException(String file, List<DeckProblem> problems) {
    super(message(file, problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(String file, List<DeckProblem> problems) {
    DeckProblem first = problems.getFirst();
    String place = first.line() == 0 ? file : file + ":" + first.line();
    int more = problems.size() - 1;
    String rest =
        more == 0 ? "" : more == 1 ? " (and 1 more problem)" : " (and " + more + " more problems)";
    return place + ": " + first.field() + ": " + first.text() + "; " + first.remedy() + rest;
  }

  /** Everything that is wrong, in the order of lines. */
  public List<DeckProblem> problems() {
    return problems;
  }
}
