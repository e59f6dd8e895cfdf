package io.tollgate.proxy.sip.screen;

import java.nio.charset.StandardCharsets;

/**
 * The header fields that {@link MessageScreen} knows from others, by their long and compact names
 * (RFC 3261 §7.3.3). Finding one allocates nothing.
 */
public enum HeaderName {
  VIA("via", 'v', false, true),
  FROM("from", 'f', true, true),
  TO("to", 't', true, true),
  CALL_ID("call-id", 'i', true, true),
  CSEQ("cseq", '\0', true, true),
  MAX_FORWARDS("max-forwards", '\0', true, false),
  CONTENT_LENGTH("content-length", 'l', true, false),
  CONTENT_TYPE("content-type", 'c', true, false),
  OTHER("", '\0', false, false);

  private static final HeaderName[] NAMES = values();

  private final byte[] name;
  private final char compact;
  private final boolean single;
  private final boolean required;

  HeaderName(String name, char compact, boolean single, boolean required) {
    this.name = name.getBytes(StandardCharsets.US_ASCII);
    this.compact = compact;
    this.single = single;
    this.required = required;
  }

  /** The name at {@code from}, up to {@code to}; {@link #OTHER} where it is none of these. */
  static HeaderName of(byte[] message, int from, int to) {
    int length = to - from;
    int first = length == 0 ? 0 : message[from] | 0x20;
    for (HeaderName candidate : NAMES) {
      if (length == 1
          ? candidate.compact == first
          : candidate.name.length == length && candidate.matches(message, from)) {
        return candidate;
      }
    }
    return OTHER;
  }

  /** The same for a name by itself. */
  public static HeaderName of(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
    return of(bytes, 0, bytes.length);
  }

  private boolean matches(byte[] message, int from) {
    for (int i = 0; i < name.length; i++) {
      byte c = message[from + i];
      if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a message has it once at most. */
  boolean isSingle() {
    return single;
  }

  /** Whether no message does without it. */
  boolean isRequired() {
    return required;
  }

  /** A bit of its own. */
  int bit() {
    return 1 << ordinal();
  }
}
