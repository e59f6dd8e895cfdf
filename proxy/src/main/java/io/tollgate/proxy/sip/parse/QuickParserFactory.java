package io.tollgate.proxy.sip.parse;

import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;

/** Has JAIN-SIP, which makes one of these by its name, parse with {@link QuickParser}. */
public final class QuickParserFactory implements MessageParserFactory {
  @Override
  public MessageParser createMessageParser(SIPTransactionStack stack) {
    return new QuickParser();
  }
}
