package io.tollgate.proxy.sip.screen;

import java.nio.charset.StandardCharsets;

/**
 * Tells from the bytes of a message, before anything is parsed, whether it asks for a new call.
 * Pure functions; but for {@link #dialogTag} they allocate nothing.
 */
public final class RawRequest {
  /** What To's tags look like in answers that nothing is kept of; no tag of a dialog does. */
  public static final String BUSY_TAG = "over-";

  private static final byte[] INVITE = bytes("INVITE ");
  private static final byte[] CANCEL = bytes("CANCEL ");
  private static final byte[] RESPONSE = bytes("SIP/");
  private static final byte[] ACK = bytes("ACK ");
  private static final byte[] BUSY = bytes(BUSY_TAG);

  /** What a message is about. */
  public enum Kind {
    /** An INVITE outside of any dialog. */
    NEW_CALL,
    /** A CANCEL, which must not overtake its INVITE. */
    CANCEL,
    /** The ACK of an answer that nothing is kept of: nobody waits for it. */
    ACK_OF_BUSY,
    /** Whatever belongs to a call that is there, or to none; responses; what is no message. */
    OTHER
  }

  private RawRequest() {}

  private static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }

  /** What this message is about. */
  public static Kind kindOf(byte[] message) {
    int start = start(message);
    if (startsWith(message, start, INVITE)) {
      int to = valueOf(HeaderName.TO, message, start);
      return to < 0 || tagIn(message, to) >= 0 ? Kind.OTHER : Kind.NEW_CALL;
    }
    if (startsWith(message, start, CANCEL)) {
      return Kind.CANCEL;
    }
    if (startsWith(message, start, ACK)) {
      int to = valueOf(HeaderName.TO, message, start);
      int tag = to < 0 ? -1 : tagIn(message, to);
      return tag >= 0 && startsWith(message, tag, BUSY) ? Kind.ACK_OF_BUSY : Kind.OTHER;
    }
    return Kind.OTHER;
  }

  /**
   * Our tag of the dialog that a message claims to belong to: To's in a request, From's in a
   * response. Empty where it claims none.
   */
  public static String dialogTag(byte[] message) {
    int start = start(message);
    HeaderName ours = startsWith(message, start, RESPONSE) ? HeaderName.FROM : HeaderName.TO;
    int value = valueOf(ours, message, start);
    int tag = value < 0 ? -1 : tagIn(message, value);
    if (tag < 0) {
      return "";
    }
    int end = tag;
    while (end < message.length && FirstLine.isToken(message[end])) {
      end++;
    }
    return new String(message, tag, end - tag, StandardCharsets.ISO_8859_1);
  }

  /** Where the first line starts: line breaks before it do not count (RFC 3261 §7.5). */
  public static int start(byte[] message) {
    int i = 0;
    while (i < message.length && (message[i] == '\r' || message[i] == '\n')) {
      i++;
    }
    return i;
  }

  private static boolean startsWith(byte[] message, int from, byte[] word) {
    if (message.length - from < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (message[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the value of a header starts; −1 where there is none among the headers. */
  private static int valueOf(HeaderName name, byte[] message, int start) {
    int line = nextLine(message, start);
    while (line < message.length && message[line] != '\r' && message[line] != '\n') {
      int end = line;
      while (end < message.length && FirstLine.isToken(message[end])) {
        end++;
      }
      if (HeaderName.of(message, line, end) == name) {
        while (end < message.length && (message[end] == ' ' || message[end] == '\t')) {
          end++;
        }
        return end < message.length && message[end] == ':' ? end + 1 : -1;
      }
      line = nextLine(message, line);
    }
    return -1;
  }

  private static int nextLine(byte[] message, int from) {
    int i = from;
    while (i < message.length && message[i] != '\n') {
      i++;
    }
    return i + 1;
  }

  /** Where the tag starts in a value that may go on over several lines; −1 where it has none. */
  private static int tagIn(byte[] message, int from) {
    boolean quoted = false;
    boolean inUri = false;
    for (int i = from; i < message.length; i++) {
      byte c = message[i];
      if (c == '\n' && !isBlank(message, i + 1)) {
        return -1;
      }
      if (quoted) {
        quoted = c != '"';
        i += c == '\\' ? 1 : 0;
      } else if (inUri) {
        inUri = c != '>';
      } else {
        quoted = c == '"';
        inUri = c == '<';
        int tag = c == ';' ? tagAt(message, i + 1) : -1;
        if (tag >= 0) {
          return tag;
        }
      }
    }
    return -1;
  }

  /** Where the value starts if the parameter here is a tag; −1 if it is another. */
  private static int tagAt(byte[] message, int from) {
    int i = skipBlanks(message, from);
    if (message.length - i < 4
        || (message[i] | 0x20) != 't'
        || (message[i + 1] | 0x20) != 'a'
        || (message[i + 2] | 0x20) != 'g') {
      return -1;
    }
    i = skipBlanks(message, i + 3);
    return i < message.length && message[i] == '=' ? skipBlanks(message, i + 1) : -1;
  }

  private static int skipBlanks(byte[] message, int from) {
    int i = from;
    while (i < message.length
        && (isBlank(message, i) || message[i] == '\r' || message[i] == '\n')) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(byte[] message, int at) {
    return at < message.length && (message[at] == ' ' || message[at] == '\t');
  }
}
