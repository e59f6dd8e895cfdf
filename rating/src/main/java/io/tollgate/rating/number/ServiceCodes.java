package io.tollgate.rating.number;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The emergency numbers and short codes that a dial plan decides on. They are never rewritten: 112
 * is 112 wherever it is dialled.
 *
 * @param allowed go out as they were dialled
 * @param barred are refused
 */
public record ServiceCodes(Set<String> allowed, Set<String> barred) {
  /** No decision on any. */
  public static final ServiceCodes NONE = new ServiceCodes(Set.of(), Set.of());

  /** How long a short code can be. */
  static final int MAX_LENGTH = 6;

  private static final Pattern CODE = Pattern.compile("[0-9]{2,6}");

  /** Codes that are on one list only. */
  public ServiceCodes {
    allowed = Set.copyOf(allowed);
    barred = Set.copyOf(barred);
    Collection<String> both = new TreeSet<>(allowed);
    both.retainAll(barred);
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          both.iterator().next() + " is both allowed and barred; take it out of one list");
    }
  }

  /**
   * The code that {@code text} says.
   *
   * @throws IllegalArgumentException where it is not 2 to 6 digits; the text says {@code problem;
   *     remedy}
   */
  public static String parse(String text) {
    if (!CODE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a short code; write 2 to 6 digits, in quotes");
    }
    return text;
  }
}
