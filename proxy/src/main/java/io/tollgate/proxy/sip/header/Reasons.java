package io.tollgate.proxy.sip.header;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.Locale;
import javax.sip.header.Header;
import javax.sip.header.ReasonHeader;

/** The Reason header (RFC 3326) of messages that come in and go out. Pure functions. */
public final class Reasons {
  private Reasons() {}

  /** The Q.850 cause, 1 to 127; 0 where the message gives none. */
  public static int q850(SIPMessage message) {
    var headers = message.getHeaders(ReasonHeader.NAME);
    while (headers.hasNext()) {
      int cause = cause((Header) headers.next());
      if (cause > 0) {
        return cause;
      }
    }
    return 0;
  }

  /** {@code Reason: Q.850;cause=…} with its line end; empty where there is none to give. */
  public static String header(int q850) {
    return q850 == 0 ? "" : HeaderRule.REASON.line("Q.850;cause=" + q850);
  }

  private static int cause(Header header) {
    String text = header.toString().toLowerCase(Locale.ROOT);
    int at = text.contains("q.850") ? text.indexOf("cause=") : -1;
    if (at < 0) {
      return 0;
    }
    int cause = 0;
    for (int i = at + "cause=".length(); i < text.length() && i < at + 10; i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit < 0) {
        break;
      }
      cause = cause * 10 + digit;
    }
    return cause <= 127 ? cause : 0;
  }
}
