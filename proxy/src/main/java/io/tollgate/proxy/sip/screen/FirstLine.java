package io.tollgate.proxy.sip.screen;

/**
 * The first line of a message, looked at before anything is parsed (RFC 3261 §7.1, §7.2): single
 * spaces, nothing after the version, a Request-URI that could be one. Pure functions; they allocate
 * nothing.
 */
final class FirstLine {
  private static final byte[] VERSION = {'S', 'I', 'P', '/'};
  private static final byte[] SIP = {'s', 'i', 'p'};
  private static final int LONGEST_PORT = 5;

  private FirstLine() {}

  /** What is wrong with the line from {@code start} up to {@code end}. */
  static Screening check(byte[] message, int start, int end, int longestUri) {
    return isResponse(message, start, end)
        ? response(message, start, end)
        : request(message, start, end, longestUri);
  }

  /** Whether it is a Status-Line. */
  static boolean isResponse(byte[] message, int start, int end) {
    return startsWith(message, start, end, VERSION);
  }

  /** Whether a line that was found fine, and ends before {@code end}, ends in version 2.0. */
  static boolean endsInVersion2(byte[] message, int end) {
    return message[end - 4] == '/'
        && message[end - 3] == '2'
        && message[end - 2] == '.'
        && message[end - 1] == '0';
  }

  private static Screening response(byte[] message, int start, int end) {
    // "SIP/2.0 200 OK"; the reason may be empty, some leave out the space before it then.
    int status = start + VERSION.length + 4;
    boolean right =
        end - status >= 3
            && message[status - 4] == '2'
            && message[status - 3] == '.'
            && message[status - 2] == '0'
            && message[status - 1] == ' '
            && message[status] >= '1'
            && message[status] <= '6'
            && isDigit(message[status + 1])
            && isDigit(message[status + 2])
            && (end == status + 3 || message[status + 3] == ' ');
    return right ? Screening.FINE : Screening.FIRST_LINE;
  }

  private static Screening request(byte[] message, int start, int end, int longestUri) {
    int method = start;
    while (method < end && isToken(message[method])) {
      method++;
    }
    int version = lastSpace(message, start, end) + 1;
    if (!isVersion(message, version, end)) {
      return endsLikeSip(message, start, end) ? Screening.FIRST_LINE : Screening.NOT_SIP;
    }
    if (method == start || message[method] != ' ' || version - 1 <= method) {
      return Screening.FIRST_LINE;
    }
    return requestUri(message, method + 1, version - 1, longestUri);
  }

  private static int lastSpace(byte[] message, int start, int end) {
    int i = end - 1;
    while (i >= start && message[i] != ' ') {
      i--;
    }
    return i;
  }

  /** {@code SIP/} and a number, a dot, a number. */
  private static boolean isVersion(byte[] message, int start, int end) {
    if (!startsWith(message, start, end, VERSION)) {
      return false;
    }
    int major = skipDigits(message, start + VERSION.length, end);
    if (major == start + VERSION.length || major >= end || message[major] != '.') {
      return false;
    }
    int minor = skipDigits(message, major + 1, end);
    return minor > major + 1 && minor == end;
  }

  /** Whether it says SIP at its end, if not as it should: blanks, or no version. */
  private static boolean endsLikeSip(byte[] message, int start, int end) {
    int last = end;
    while (last > start && (message[last - 1] == ' ' || message[last - 1] == '\t')) {
      last--;
    }
    return isVersion(message, lastSpace(message, start, last) + 1, last);
  }

  private static Screening requestUri(byte[] message, int start, int end, int longestUri) {
    if (end - start > longestUri) {
      return Screening.REQUEST_URI_TOO_LONG;
    }
    int at = -1;
    for (int i = start; i < end; i++) {
      byte c = message[i];
      if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == 0x7f) {
        return c == ' ' ? Screening.FIRST_LINE : Screening.REQUEST_URI;
      }
      if (c == '@' && at < 0) {
        at = i;
      }
    }
    int afterScheme = sipScheme(message, start, end);
    if (afterScheme < 0) {
      return Screening.FINE; // another scheme: RequestChecks knows which are taken
    }
    return isHostPort(message, at < 0 ? afterScheme : at + 1, end)
        ? Screening.FINE
        : Screening.REQUEST_URI;
  }

  /** Where a sip: or sips: URI goes on; −1 for any other. */
  private static int sipScheme(byte[] message, int start, int end) {
    for (int i = 0; i < SIP.length; i++) {
      if (start + i >= end || (message[start + i] | 0x20) != SIP[i]) {
        return -1;
      }
    }
    int colon = start + SIP.length;
    if (colon < end && (message[colon] | 0x20) == 's') {
      colon++;
    }
    return colon < end && message[colon] == ':' ? colon + 1 : -1;
  }

  /**
   * A host, and a port where there is one, up to parameters or headers; an IPv6 address stands in
   * brackets (RFC 3261 §25.1, RFC 5118 §4.2).
   */
  private static boolean isHostPort(byte[] message, int start, int end) {
    int i = start;
    if (i < end && message[i] == '[') {
      do {
        i++;
      } while (i < end && isOfIpv6(message[i]));
      if (i == start + 1 || i >= end || message[i] != ']') {
        return false;
      }
      i++;
    } else {
      while (i < end && isOfHost(message[i])) {
        i++;
      }
      if (i == start) {
        return false;
      }
    }
    if (i < end && message[i] == ':') {
      int digits = skipDigits(message, i + 1, end);
      if (digits == i + 1 || digits - i - 1 > LONGEST_PORT) {
        return false;
      }
      i = digits;
    }
    return i == end || message[i] == ';' || message[i] == '?';
  }

  private static int skipDigits(byte[] message, int start, int end) {
    int i = start;
    while (i < end && isDigit(message[i])) {
      i++;
    }
    return i;
  }

  private static boolean startsWith(byte[] message, int start, int end, byte[] word) {
    if (end - start < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (Character.toUpperCase(message[start + i]) != word[i]) {
        return false;
      }
    }
    return true;
  }

  /** RFC 3261 §25.1: token. */
  static boolean isToken(byte c) {
    return isLetter(c) || isDigit(c) || c > 0 && "-.!%*_+`'~".indexOf(c) >= 0;
  }

  private static boolean isOfHost(byte c) {
    return isLetter(c) || isDigit(c) || c == '-' || c == '.' || c == '_';
  }

  private static boolean isOfIpv6(byte c) {
    int lower = c | 0x20;
    return isDigit(c) || lower >= 'a' && lower <= 'f' || c == ':' || c == '.';
  }

  private static boolean isLetter(byte c) {
    int lower = c | 0x20;
    return c > 0 && lower >= 'a' && lower <= 'z';
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
