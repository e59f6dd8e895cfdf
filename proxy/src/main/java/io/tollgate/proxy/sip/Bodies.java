package io.tollgate.proxy.sip;

import gov.nist.javax.sip.message.SIPMessage;
import io.tollgate.proxy.call.Body;
import javax.sip.header.ContentTypeHeader;

/** Bodies out of messages. Pure functions. */
final class Bodies {
  private Bodies() {}

  /** What a message carries. */
  static Body of(SIPMessage message) {
    byte[] content = message.getRawContent();
    if (content == null || content.length == 0) {
      return Body.NONE;
    }
    ContentTypeHeader type = message.getContentTypeHeader();
    if (type == null) {
      return Body.NONE; // RFC 3261 §7.4.1: a body without a type means nothing to anybody
    }
    return new Body(type.getContentType() + '/' + type.getContentSubType(), content);
  }
}
