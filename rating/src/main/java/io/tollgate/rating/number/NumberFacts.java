package io.tollgate.rating.number;

/** What is publicly known about a number. Any thread may ask. */
public final class NumberFacts {
  private NumberFacts() {}

  /** Its country and kind, for people to read: {@code Austria (AT), mobile}. */
  public static String of(E164 number) {
    return Numbering.describe(number);
  }
}
