package io.tollgate.proxy.sip;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import io.tollgate.proxy.call.Body;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Bodies out of messages. */
final class Bodies {
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("^(content-length|l)[ \\t]*:", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private Bodies() {}

  /**
   * Gives a message the body that follows its headers in its datagram: as long as Content-Length
   * says, without what comes after; all of it where there is no Content-Length (RFC 3261 §18.3).
   *
   * @throws ParseException where less is there than Content-Length says
   */
  static void attach(SIPMessage message, byte[] datagram) throws ParseException {
    int start = message.getSize();
    int there = datagram.length - start;
    int said = message.getContentLength().getContentLength();
    if (said == 0 && there > 0 && !saysLength(datagram, start)) {
      said = there;
    }
    if (said > there) {
      throw new ParseException("a body of " + there + " bytes, not " + said, start);
    }
    if (said > 0) {
      message.setMessageContent(Arrays.copyOfRange(datagram, start, start + said));
    }
  }

  /** JAIN-SIP does not tell a length of 0 from none. */
  private static boolean saysLength(byte[] datagram, int end) {
    return CONTENT_LENGTH.matcher(new String(datagram, 0, end, StandardCharsets.ISO_8859_1)).find();
  }

  /** What a message carries. */
  static Body of(SIPMessage message) {
    byte[] content = message.getRawContent();
    if (content == null || content.length == 0) {
      return Body.NONE;
    }
    ContentType type = message.getContentTypeHeader();
    if (type == null) {
      return Body.NONE; // RFC 3261 §7.4.1: a body without a type means nothing to anybody
    }
    boolean plain = type.getParameters() == null || type.getParameters().isEmpty();
    return new Body(
        plain ? type.getContentType() + '/' + type.getContentSubType() : Targets.value(type),
        content);
  }
}
