package io.tollgate.proxy.sip.screen;

import io.tollgate.proxy.sip.transport.ContentLength;

/**
 * Looks over the bytes of a message before anything is parsed, and lets none through that would
 * cost much or mean two things: too large in any measure, without end, with a header twice that
 * everything hangs on. One pass over the head; it allocates nothing.
 *
 * <p>What it found about the last message stays until the next one. Confined to its loop.
 */
final class MessageScreen {
  private static final int REQUIRED = required();

  private final MessageLimits limits;

  private byte[] message = {};
  private int position; // ends up at the line break before the empty line
  private int firstLineEnd;
  private int headers;
  private int vias;
  private int seen;
  private int contentLength;

  MessageScreen(MessageLimits limits) {
    this.limits = limits;
  }

  private static int required() {
    int bits = 0;
    for (HeaderName name : HeaderName.values()) {
      bits |= name.isRequired() ? name.bit() : 0;
    }
    return bits;
  }

  /**
   * Looks at a whole message: a datagram, or what a stream's framing cut out. What is folded in it
   * is unfolded in place; its length stays.
   */
  Screening look(byte[] bytes) {
    message = bytes;
    headers = 0;
    vias = 0;
    seen = 0;
    contentLength = ContentLength.ABSENT;
    int start = skipLineBreaks(bytes);
    position = start;
    Screening verdict = endOfLine();
    firstLineEnd = position;
    Screening firstLine =
        FirstLine.check(bytes, start, firstLineEnd, limits.uri()); // says whether it is SIP at all
    if (firstLine != Screening.FINE) {
      return firstLine;
    }
    while (verdict == Screening.FINE && !isLineBreak(position + 2)) {
      verdict = position - start > limits.head() ? Screening.HEAD_TOO_LARGE : header();
    }
    return verdict == Screening.FINE ? whole() : verdict;
  }

  /** Whether the first line, which was fine, is of version 2.0. */
  boolean speaksSip2() {
    return FirstLine.isResponse(message, skipLineBreaks(message), firstLineEnd)
        || FirstLine.endsInVersion2(message, firstLineEnd);
  }

  /** Where the body starts. */
  int bodyStart() {
    return position + 4;
  }

  /** How long the body is: as Content-Length says; all that is there where there is none. */
  int bodyLength() {
    return contentLength < 0 ? message.length - bodyStart() : contentLength;
  }

  /** Line breaks before the first line do not count (RFC 3261 §7.5). */
  private static int skipLineBreaks(byte[] message) {
    int i = 0;
    while (i < message.length && (message[i] == '\r' || message[i] == '\n')) {
      i++;
    }
    return i;
  }

  /** Goes on to the next line break. */
  private Screening endOfLine() {
    while (position < message.length) {
      byte c = message[position];
      if (c < ' ' && c >= 0 && c != '\t') {
        if (isLineBreak(position)) {
          return Screening.FINE;
        }
        if (position == 0 || message[position - 1] != '\\' || c == '\r' || c == '\n') {
          return Screening.CONTROL_CHARACTER;
        }
      }
      position++;
    }
    return Screening.UNTERMINATED;
  }

  private boolean isLineBreak(int at) {
    return at + 1 < message.length && message[at] == '\r' && message[at + 1] == '\n';
  }

  /** From the line break before a header field to the one after it. */
  private Screening header() {
    int start = position + 2;
    position = start;
    while (position < message.length && FirstLine.isToken(message[position])) {
      position++;
    }
    HeaderName name = HeaderName.of(message, start, position);
    int nameEnd = position;
    skipBlanks();
    if (position == message.length) {
      return Screening.UNTERMINATED;
    }
    if (nameEnd == start || message[position] != ':') {
      return Screening.NO_HEADER;
    }
    position++;
    int value = position;
    Screening verdict = unfold(start);
    if (verdict == Screening.FINE) {
      verdict = count(name);
    }
    if (verdict == Screening.FINE) {
      verdict = longUri(value, position);
    }
    return verdict == Screening.FINE ? value(name, value, position) : verdict;
  }

  /**
   * Goes on to the line break after which no continuation line comes. A fold means one blank (RFC
   * 3261 §7.3.1), but the parser joins what it parts: two words become one where the fold is all
   * that is between them. So blanks take its place.
   */
  private Screening unfold(int start) {
    int folds = 0;
    while (true) {
      Screening verdict = endOfLine();
      if (verdict != Screening.FINE) {
        return verdict;
      }
      if (position - start > limits.line()) {
        return Screening.HEADER_TOO_LONG;
      }
      int next = position + 2;
      if (next >= message.length) {
        return Screening.UNTERMINATED;
      }
      if (message[next] != ' ' && message[next] != '\t') {
        return Screening.FINE;
      }
      folds++;
      if (folds > limits.folds()) {
        return Screening.FOLDED_TOO_OFTEN;
      }
      message[position] = ' ';
      message[position + 1] = ' ';
      position = next;
    }
  }

  private Screening count(HeaderName name) {
    headers++;
    if (headers > limits.headers()) {
      return Screening.TOO_MANY_HEADERS;
    }
    if (name == HeaderName.VIA) {
      vias++;
      if (vias > limits.vias()) {
        return Screening.TOO_MANY_VIAS;
      }
    }
    if (name.isSingle() && (seen & name.bit()) != 0) {
      return Screening.REPEATED;
    }
    seen |= name.bit();
    return Screening.FINE;
  }

  /** URIs of any length stand in angle brackets; others end with their header. */
  private Screening longUri(int start, int end) {
    int open = -1;
    for (int i = start; i < end; i++) {
      if (message[i] == '<') {
        open = i;
      } else if (message[i] == '>' && open >= 0) {
        if (i - open - 1 > limits.uri()) {
          return Screening.URI_TOO_LONG;
        }
        open = -1;
      }
    }
    return Screening.FINE;
  }

  private Screening value(HeaderName name, int start, int end) {
    return switch (name) {
      case FROM, TO -> displayName(start, end);
      case CONTENT_LENGTH -> contentLength(start, end);
      default -> Screening.FINE;
    };
  }

  /** A comma outside of quotes before an angle bracket: two addresses, or one that lacks quotes. */
  private Screening displayName(int start, int end) {
    boolean quoted = false;
    boolean comma = false;
    for (int i = start; i < end; i++) {
      switch (message[i]) {
        case '\\' -> i += quoted ? 1 : 0;
        case '"' -> quoted = !quoted;
        case ',' -> comma |= !quoted;
        case '<' -> {
          if (!quoted) {
            return comma ? Screening.DISPLAY_NAME : Screening.FINE;
          }
        }
        default -> {}
      }
    }
    return Screening.FINE;
  }

  private Screening contentLength(int start, int end) {
    contentLength = ContentLength.value(message, start, end);
    return contentLength == ContentLength.INVALID ? Screening.CONTENT_LENGTH : Screening.FINE;
  }

  /** The message as a whole, once its headers have ended. */
  private Screening whole() {
    if ((seen & REQUIRED) != REQUIRED) {
      return Screening.MISSING;
    }
    if (contentLength > message.length - bodyStart()) {
      return Screening.BODY_SHORT;
    }
    return bodyLength() > limits.body() ? Screening.BODY_TOO_LARGE : Screening.FINE;
  }

  private void skipBlanks() {
    while (position < message.length && (message[position] == ' ' || message[position] == '\t')) {
      position++;
    }
  }
}
