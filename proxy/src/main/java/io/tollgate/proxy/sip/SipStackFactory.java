package io.tollgate.proxy.sip;

import gov.nist.javax.sip.stack.DefaultTlsSecurityPolicy;
import io.tollgate.proxy.sip.parse.QuickParserFactory;
import io.tollgate.proxy.sip.transport.EdgeStackLogger;
import io.tollgate.proxy.sip.transport.LoopStack;
import io.tollgate.proxy.sip.transport.NettyMessageProcessorFactory;
import io.tollgate.proxy.sip.transport.NoSecurityManagers;
import io.tollgate.proxy.sip.transport.NoServerLogger;
import io.tollgate.proxy.sip.transport.WheelSipTimer;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.TimerWheel;
import java.util.Properties;
import javax.sip.PeerUnavailableException;

/** Makes JAIN-SIP's stacks: every property of its that the edge depends on, in one place. */
final class SipStackFactory {
  private SipStackFactory() {}

  /** The stack of a loop. */
  static LoopStack create(
      int loop, Clock clock, TimerWheel timers, LoopStack.TransportBinder binder) {
    Properties properties = new Properties();
    properties.setProperty("javax.sip.STACK_NAME", "tollgate-" + loop);
    // Dialogs are our own, small and serialisable.
    properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
    set(properties, "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
    // Transport, timers, logs and the quick way of parsing are ours too.
    set(properties, "MESSAGE_PROCESSOR_FACTORY", NettyMessageProcessorFactory.class.getName());
    set(properties, "MESSAGE_PARSER_FACTORY", QuickParserFactory.class.getName());
    set(properties, "TIMER_CLASS_NAME", WheelSipTimer.class.getName());
    set(properties, "STACK_LOGGER", EdgeStackLogger.class.getName());
    set(properties, "SERVER_LOGGER", NoServerLogger.class.getName());
    set(properties, "SECURITY_MANAGER_PROVIDER", NoSecurityManagers.class.getName());
    set(properties, "TLS_SECURITY_POLICY", DefaultTlsSecurityPolicy.class.getName());
    // One thread runs a stack, so its semaphores may be locks that are re-entered.
    set(properties, "REENTRANT_LISTENER", "true");
    // A finished transaction goes at once: retransmissions are answered from AnsweredRequests.
    set(properties, "LINGER_TIMER", "0");
    set(properties, "RELEASE_REFERENCES_STRATEGY", "None");
    set(properties, "MAX_MESSAGE_SIZE", "8192");
    set(properties, "CANCEL_CLIENT_TRANSACTION_CHECKED", "false");
    try {
      return new LoopStack(properties, clock, timers, binder);
    } catch (PeerUnavailableException e) {
      throw new IllegalStateException("JAIN-SIP refuses its properties", e);
    }
  }

  private static void set(Properties properties, String name, String value) {
    properties.setProperty("gov.nist.javax.sip." + name, value);
  }
}
