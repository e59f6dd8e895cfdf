package io.tollgate.proxy.sip.transport;

import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.MessageProcessorFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;

/**
 * Gives JAIN-SIP our transports. It makes this by reflection, from {@code
 * gov.nist.javax.sip.MESSAGE_PROCESSOR_FACTORY}; the stack that asks knows its sockets.
 */
public final class NettyMessageProcessorFactory implements MessageProcessorFactory {
  @Override
  public MessageProcessor createMessageProcessor(
      SIPTransactionStack stack, InetAddress address, int port, String transport)
      throws IOException {
    LoopStack loopStack = (LoopStack) stack;
    return loopStack.binder().bind(loopStack, address, port);
  }
}
