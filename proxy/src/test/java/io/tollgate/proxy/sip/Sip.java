package io.tollgate.proxy.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** Messages for tests, out of their text. */
public final class Sip {
  private Sip() {}

  static SIPRequest request(String text) {
    return (SIPRequest) message(text);
  }

  public static SIPResponse response(String text) {
    return (SIPResponse) message(text);
  }

  /** An INVITE with these headers beside those that every request has; {@code \n} ends a line. */
  public static SIPRequest invite(String requestUri, String headers) {
    return request(
        "INVITE "
            + requestUri
            + " SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.1:5062;branch=z9hG4bKx\nCall-ID: c1\n"
            + "CSeq: 1 INVITE\n"
            + headers
            + "Content-Length: 0\n\n");
  }

  private static SIPMessage message(String text) {
    try {
      return new StringMsgParser()
          .parseSIPMessage(
              text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), true, false, null);
    } catch (ParseException e) {
      throw new AssertionError(text, e);
    }
  }
}
