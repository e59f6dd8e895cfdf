package io.tollgate.rating.number;

import java.util.regex.Pattern;

/**
 * A way of writing numbers that a dial plan puts into another: {@code 9} before outside calls,
 * seven digits within one's own area, three for the desks of a house.
 *
 * @param prefix what the dialled digits begin with; empty where it does not matter
 * @param minLength how many characters they have at least
 * @param maxLength and at most
 * @param strip how many are taken away in front
 * @param add what is put in front then: digits, after a plus where the result is international
 */
public record DialRule(String prefix, int minLength, int maxLength, int strip, String add) {
  /** More than any number has, with an outside line and an international prefix. */
  public static final int MAX_LENGTH = 32;

  private static final Pattern PREFIX = Pattern.compile("[0-9*#+]{0,32}");
  private static final Pattern ADD = Pattern.compile("\\+?[0-9]{0,15}");

  /**
   * A rule.
   *
   * @throws IllegalArgumentException where it could never fit, would change nothing, or adds what
   *     is no digit; the text says {@code problem; remedy}
   */
  public DialRule {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("a prefix has digits, *, # and + only; correct it");
    }
    if (!ADD.matcher(add).matches()) {
      throw new IllegalArgumentException(
          "only digits, after a + at most, can be added; correct it");
    }
    if (minLength < 1 || maxLength > MAX_LENGTH || minLength > maxLength) {
      throw new IllegalArgumentException(
          "a length is 1 to " + MAX_LENGTH + ", or two of them; write 7 or 7-8");
    }
    if (maxLength < prefix.length()) {
      throw new IllegalArgumentException(
          "nothing of that length begins with " + prefix + "; correct one of them");
    }
    if (strip < 0 || strip >= maxLength) {
      throw new IllegalArgumentException("it strips all that there is; strip fewer digits");
    }
    if (strip == 0 && add.isEmpty()) {
      throw new IllegalArgumentException("it changes nothing; write strip, add or both");
    }
  }

  boolean fits(String dialled) {
    return dialled.length() >= Math.max(minLength, strip + 1)
        && dialled.length() <= maxLength
        && dialled.startsWith(prefix);
  }

  String apply(String dialled) {
    return add + dialled.substring(strip);
  }
}
