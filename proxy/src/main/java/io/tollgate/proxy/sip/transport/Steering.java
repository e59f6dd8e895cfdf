package io.tollgate.proxy.sip.transport;

/**
 * Finds the loop that a message belongs to, from its bytes, before anything is parsed. All messages
 * with one Call-ID belong to one loop: a Call-ID that we minted says which, any other is hashed. So
 * both legs of a call meet on one loop, and a call needs no lock.
 *
 * <p>Pure functions; they allocate nothing.
 */
public final class Steering {
  /** What our Call-IDs start with; two base-36 digits of the loop's number and a dot follow. */
  private static final byte[] MARK = {'t', 'g', '-'};

  private static final int RADIX = 36;
  private static final byte[] CALL_ID = {'c', 'a', 'l', 'l', '-', 'i', 'd'};

  private Steering() {}

  /** The start of a Call-ID that comes back to this loop. */
  public static String mark(int loop) {
    return "tg-"
        + Character.forDigit(loop / RADIX, RADIX)
        + Character.forDigit(loop % RADIX, RADIX)
        + '.';
  }

  /**
   * The loop of a message.
   *
   * @param message a whole SIP message
   * @param loops how many there are, 1 to 1,296
   * @return 0 to {@code loops} − 1; 0 where the message has no Call-ID
   */
  public static int loopOf(byte[] message, int loops) {
    if (loops == 1) {
      return 0;
    }
    int start = callIdStart(message);
    if (start < 0) {
      return 0;
    }
    int end = start;
    while (end < message.length && message[end] > ' ') {
      end++;
    }
    int marked = markedLoop(message, start, end);
    return marked >= 0 && marked < loops ? marked : Math.floorMod(hash(message, start, end), loops);
  }

  /** Where the value of Call-ID (or its compact form i) starts; −1 where there is none. */
  private static int callIdStart(byte[] message) {
    int last = message.length - 2;
    for (int i = 0; i < last; i++) {
      if (message[i] != '\n') {
        continue;
      }
      int c = message[i + 1] | 0x20;
      int afterName = -1;
      if (c == 'c') {
        afterName = matches(message, i + 1) ? i + 1 + CALL_ID.length : -1;
      } else if (c == 'i') {
        afterName = i + 2;
      } else if (message[i + 1] == '\r' || message[i + 1] == '\n') {
        return -1; // the end of the headers
      }
      int value = afterName < 0 ? -1 : afterColon(message, afterName);
      if (value >= 0) {
        return value;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] message, int from) {
    if (from + CALL_ID.length > message.length) {
      return false;
    }
    for (int i = 0; i < CALL_ID.length; i++) {
      if ((message[from + i] | 0x20) != (CALL_ID[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private static int afterColon(byte[] message, int from) {
    int i = skipBlanks(message, from);
    if (i >= message.length || message[i] != ':') {
      return -1;
    }
    return skipBlanks(message, i + 1);
  }

  private static int skipBlanks(byte[] message, int from) {
    int i = from;
    while (i < message.length && (message[i] == ' ' || message[i] == '\t')) {
      i++;
    }
    return i;
  }

  private static int markedLoop(byte[] message, int start, int end) {
    if (end - start < MARK.length + 3 || message[start + MARK.length + 2] != '.') {
      return -1;
    }
    for (int i = 0; i < MARK.length; i++) {
      if (message[start + i] != MARK[i]) {
        return -1;
      }
    }
    int high = Character.digit(message[start + MARK.length], RADIX);
    int low = Character.digit(message[start + MARK.length + 1], RADIX);
    return high < 0 || low < 0 ? -1 : high * RADIX + low;
  }

  /** A hash of the Call-ID, 64 bits; of nothing where there is none. */
  public static long hashOfCallId(byte[] message) {
    int start = Math.max(0, callIdStart(message));
    int end = start;
    while (end < message.length && message[end] > ' ') {
      end++;
    }
    return longHash(message, start, end);
  }

  /** A hash of the whole message, 64 bits: the same for the same message come again. */
  public static long hash(byte[] message) {
    return longHash(message, 0, message.length);
  }

  private static long longHash(byte[] message, int start, int end) {
    long hash = 0xcbf29ce484222325L; // FNV-1a
    for (int i = start; i < end; i++) {
      hash = (hash ^ message[i]) * 0x100000001b3L;
    }
    return hash ^ hash >>> 32;
  }

  private static int hash(byte[] message, int start, int end) {
    int hash = 0x811c9dc5; // FNV-1a
    for (int i = start; i < end; i++) {
      hash = (hash ^ message[i]) * 0x01000193;
    }
    return hash ^ hash >>> 15;
  }
}
