package io.tollgate.rating.deck;

/**
 * Makes texts of characters, and the same object of the same characters as a rule: the last text of
 * each hash is remembered. For one thread.
 */
final class RepeatedTexts {

  private static final int REMEMBERED = 1 << 12;

  private final String[] known = new String[REMEMBERED];

  /** The text of the characters from {@code start} to {@code end}. */
  String text(char[] chars, int start, int end) {
    if (start == end) {
      return "";
    }
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = (hash ^ hash >>> 12) & REMEMBERED - 1;
    String text = known[slot];
    if (text == null || !isSame(text, chars, start, end)) {
      text = new String(chars, start, end - start);
      known[slot] = text;
    }
    return text;
  }

  private static boolean isSame(String text, char[] chars, int start, int end) {
    if (text.length() != end - start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (text.charAt(i - start) != chars[i]) {
        return false;
      }
    }
    return true;
  }
}
