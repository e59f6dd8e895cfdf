package io.tollgate.rating.number;

/** Is told each step of reading a number that changed or settled something. */
@FunctionalInterface
public interface ReadingSteps {
  /** Nobody looks on. */
  ReadingSteps UNSEEN = (step, text) -> {};

  /**
   * One step.
   *
   * @param step what was done, a few fixed words
   * @param text what the number was after it
   */
  void step(String step, CharSequence text);
}
