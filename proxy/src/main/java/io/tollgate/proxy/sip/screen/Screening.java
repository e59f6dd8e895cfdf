package io.tollgate.proxy.sip.screen;

import io.tollgate.proxy.sip.observe.SipObserver.Malformed;

/** What {@link MessageScreen} found about a message, and what it is answered where it is one. */
enum Screening {
  /** Nothing that would keep it from being parsed. */
  FINE(200, Malformed.SYNTAX, ""),
  /** The first line is of another protocol, or of none: never answered. */
  NOT_SIP(0, Malformed.NOT_SIP, ""),
  FIRST_LINE(400, Malformed.SYNTAX, "the first line is not as it should be"),
  REQUEST_URI(400, Malformed.SYNTAX, "the Request-URI is not as it should be"),
  NO_HEADER(400, Malformed.SYNTAX, "a line among the headers is none"),
  CONTROL_CHARACTER(400, Malformed.SYNTAX, "a control character stands in a header"),
  DISPLAY_NAME(400, Malformed.SYNTAX, "a display name with a comma lacks its quotes"),
  UNTERMINATED(400, Malformed.SYNTAX, "the headers do not end"),
  MISSING(400, Malformed.HEADER_MISSING, "a header is missing"),
  REPEATED(400, Malformed.HEADER_REPEATED, "a header stands more often than once"),
  CONTENT_LENGTH(400, Malformed.SYNTAX, "Content-Length is no length"),
  BODY_SHORT(400, Malformed.SYNTAX, "the body is shorter than Content-Length says"),
  /** Found once it is parsed: JAIN-SIP's transactions would never end. */
  METHODS_DIFFER(400, Malformed.SYNTAX, "CSeq names another method"),
  /** Found by the parser. */
  UNREADABLE(400, Malformed.SYNTAX, "the message cannot be parsed"),
  BODY_TOO_LARGE(413, Malformed.TOO_LARGE, "the body is too large"),
  REQUEST_URI_TOO_LONG(414, Malformed.TOO_LARGE, "the Request-URI is too long"),
  HEAD_TOO_LARGE(513, Malformed.TOO_LARGE, "the headers are too large"),
  TOO_MANY_HEADERS(513, Malformed.TOO_LARGE, "there are too many headers"),
  TOO_MANY_VIAS(513, Malformed.TOO_LARGE, "there are too many Vias"),
  HEADER_TOO_LONG(513, Malformed.TOO_LARGE, "a header is too long"),
  FOLDED_TOO_OFTEN(513, Malformed.TOO_LARGE, "a header is folded too often"),
  URI_TOO_LONG(513, Malformed.TOO_LARGE, "a URI is too long");

  private final int status;
  private final Malformed reason;
  private final String why;

  Screening(int status, Malformed reason, String why) {
    this.status = status;
    this.reason = reason;
    this.why = why;
  }

  /** The status that a request gets. */
  int status() {
    return status;
  }

  /** What it counts as. */
  Malformed reason() {
    return reason;
  }

  /** The words of the Warning header. */
  String why() {
    return why;
  }
}
