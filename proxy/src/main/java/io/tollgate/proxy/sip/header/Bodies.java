package io.tollgate.proxy.sip.header;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import io.tollgate.proxy.call.Body;
import java.text.ParseException;
import java.util.Arrays;

/** Bodies out of messages. */
public final class Bodies {
  private Bodies() {}

  /** Gives a message the body that stands there among its bytes. */
  public static void attach(SIPMessage message, byte[] bytes, int start, int length)
      throws ParseException {
    if (length > 0) {
      message.setMessageContent(Arrays.copyOfRange(bytes, start, start + length));
    }
  }

  /** What a message carries. */
  public static Body of(SIPMessage message) {
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
        plain ? type.getContentType() + '/' + type.getContentSubType() : HeaderValue.of(type),
        content);
  }
}
