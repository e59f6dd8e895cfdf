package io.tollgate.proxy.sip.transport;

/**
 * Finds how long a body is said to be (RFC 3261 §20.14), in the bytes of a head and before anything
 * is parsed: a stream cannot be cut into messages otherwise, and a datagram must hold what it says.
 *
 * <p>Pure functions; they allocate nothing.
 */
public final class ContentLength {
  /** There is no such header. */
  public static final int ABSENT = -1;

  /** It is not a number, is negative, or stands there twice with different values. */
  public static final int INVALID = -2;

  private static final byte[] NAME = {
    'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h'
  };
  private static final int LARGEST = 100_000_000;

  private ContentLength() {}

  /**
   * The length that a head names.
   *
   * @param message starts with a first line
   * @param end where its headers end
   * @return 0 or more, {@link #ABSENT} or {@link #INVALID}
   */
  public static int of(byte[] message, int end) {
    int found = ABSENT;
    int line = nextLine(message, 0, end);
    while (line < end) {
      int value = valueStart(message, line, end);
      if (value >= 0) {
        int length = value(message, value, end);
        if (length == INVALID || found != ABSENT && found != length) {
          return INVALID;
        }
        found = length;
      }
      line = nextLine(message, line, end);
    }
    return found;
  }

  private static int nextLine(byte[] message, int from, int end) {
    int i = from;
    while (i < end && message[i] != '\n') {
      i++;
    }
    return i + 1;
  }

  /** Where the value starts if the header of this line is ours; −1 where it is another. */
  private static int valueStart(byte[] message, int line, int end) {
    int after;
    if ((message[line] | 0x20) == 'l') {
      after = line + 1;
    } else if (isNamed(message, line, end)) {
      after = line + NAME.length;
    } else {
      return -1;
    }
    while (after < end && (message[after] == ' ' || message[after] == '\t')) {
      after++;
    }
    return after < end && message[after] == ':' ? after + 1 : -1;
  }

  private static boolean isNamed(byte[] message, int line, int end) {
    if (line + NAME.length > end) {
      return false;
    }
    for (int i = 0; i < NAME.length; i++) {
      byte letter = message[line + i];
      if ((letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter) != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The length that the header's value says: a number alone on its line, which may be folded (RFC
   * 3261 §7.3.1).
   *
   * @param from where the value starts, behind the colon
   * @param end where the value or the whole head ends
   * @return 0 or more, the same for all that no message can have; {@link #INVALID} where it is no
   *     number
   */
  public static int value(byte[] message, int from, int end) {
    int i = skipBlanks(message, from, end);
    int number = 0;
    int first = i;
    while (i < end && message[i] >= '0' && message[i] <= '9') {
      number = Math.min(number * 10 + message[i] - '0', LARGEST);
      i++;
    }
    if (i == first) {
      return INVALID;
    }
    i = skipBlanks(message, i, end);
    return i >= end || message[i] == '\r' || message[i] == '\n' ? number : INVALID;
  }

  /** Past blanks, and past line ends that a blank follows. */
  private static int skipBlanks(byte[] message, int from, int end) {
    int i = from;
    while (i < end) {
      if (message[i] == ' ' || message[i] == '\t') {
        i++;
        continue;
      }
      int lineEnd = i;
      if (message[lineEnd] == '\r' && lineEnd + 1 < end) {
        lineEnd++;
      }
      boolean folded =
          message[lineEnd] == '\n'
              && lineEnd + 1 < end
              && (message[lineEnd + 1] == ' ' || message[lineEnd + 1] == '\t');
      if (!folded) {
        return i;
      }
      i = lineEnd + 1;
    }
    return i;
  }
}
