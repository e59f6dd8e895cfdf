package io.tollgate.proxy.sip.parse;

/**
 * A line of a message, and how far it has been read. What is asked for and is not there leaves it
 * where it was. One is used for line after line, by one thread.
 */
final class Line {
  /** {@link #number} where there is none. */
  static final int NO_NUMBER = -1;

  private String text = "";
  private int at;

  /** Starts on another line. */
  void start(String line) {
    text = line;
    at = 0;
  }

  boolean atEnd() {
    return at == text.length();
  }

  /** Where the next character is. */
  int position() {
    return at;
  }

  /** Goes back, or on. */
  void goTo(int position) {
    at = position;
  }

  /** What was read since this position. */
  String since(int position) {
    return text.substring(position, at);
  }

  /** What has not been read. */
  String rest() {
    return text.substring(at);
  }

  /** Whether this character is next; it is not read. */
  boolean sees(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  /** Reads this character where it is next. */
  boolean reads(char c) {
    if (sees(c)) {
      at++;
      return true;
    }
    return false;
  }

  /** Reads these characters where they are next. */
  boolean reads(String word) {
    if (text.startsWith(word, at)) {
      at += word.length();
      return true;
    }
    return false;
  }

  /** Reads blanks and tabs, which may be none. */
  void blanks() {
    while (sees(' ') || sees('\t')) {
      at++;
    }
  }

  /** Reads one character or more of these. */
  boolean reads(Chars set) {
    int start = at;
    while (at < text.length() && set.contains(text.charAt(at))) {
      at++;
    }
    return at > start;
  }

  /** Reads up to this character, which must come, and not what is no text or an escape. */
  boolean readsTo(char end) {
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == end) {
        at = i;
        return true;
      }
      if (c < ' ' || c == '\\') {
        return false;
      }
    }
    return false;
  }

  /**
   * Reads a number of so many digits at most, up to nine; {@link #NO_NUMBER} where none is next.
   */
  int number(int digits) {
    int start = at;
    int value = 0;
    while (at < text.length() && Chars.DIGIT.contains(text.charAt(at))) {
      if (at - start == digits) {
        at = start;
        return NO_NUMBER;
      }
      value = value * 10 + (text.charAt(at) - '0');
      at++;
    }
    return at == start ? NO_NUMBER : value;
  }
}
