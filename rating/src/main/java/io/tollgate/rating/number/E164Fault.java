package io.tollgate.rating.number;

/**
 * Says in an operator's words why a text is not an E.164 number.
 *
 * <p>What it says may travel in a SIP {@code Warning} and into logs, so it never repeats the text:
 * at most one character of it, and that only where it is printable and no quotation mark.
 */
final class E164Fault {

  private E164Fault() {}

  /** The first thing that is wrong with {@code s}, which must not be a number. */
  static String of(CharSequence s) {
    if (s.isEmpty()) {
      return "it is empty; write + and the country code first, as in +43123456789";
    }
    if (s.charAt(0) != '+') {
      return "it lacks the leading +; write + and the country code first, as in +43123456789";
    }
    for (int i = 1; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c < '0' || c > '9') {
        return "it has " + name(c) + " at position " + (i + 1) + "; only digits may follow the +";
      }
    }
    if (s.length() > 1 && s.charAt(1) == '0') {
      return "it begins with 0 after the +; no country code does";
    }
    int digits = s.length() - 1;
    if (digits < E164.MIN_LENGTH) {
      return "it has " + digits + " digits; at least " + E164.MIN_LENGTH + " are needed";
    }
    return "it has " + digits + " digits; at most " + E164.MAX_LENGTH + " are allowed";
  }

  private static String name(char c) {
    boolean plain = c > ' ' && c < 127 && c != '"' && c != '\\';
    return c == ' '
        ? "a space"
        : plain ? "'" + c + "'" : String.format("the character U+%04X", (int) c);
  }
}
