package io.tollgate.proxy.sip.transport;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.TimerWheel;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.PeerUnavailableException;

/**
 * JAIN-SIP's stack, one for each loop: it parses, encodes and runs transactions, and owns no thread
 * that a message would meet. Dialogs are our own ({@code Dialog}); sockets too.
 *
 * <p>Confined to its loop.
 */
public final class LoopStack extends SipStackImpl {
  private final TransportBinder binder;

  /** Makes a message processor for a listening point, when the stack asks for one. */
  @FunctionalInterface
  public interface TransportBinder {
    /** The listening point that is bound to this address. */
    ListeningPoint bind(LoopStack stack, java.net.InetAddress address, int port);
  }

  /**
   * A stack whose timers run on {@code wheel}.
   *
   * @throws PeerUnavailableException where a property is wrong
   */
  public LoopStack(Properties properties, Clock clock, TimerWheel wheel, TransportBinder binder)
      throws PeerUnavailableException {
    super(properties);
    this.binder = binder;
    ((WheelSipTimer) getTimer()).bind(clock, wheel);
  }

  TransportBinder binder() {
    return binder;
  }

  /** The client transactions by id (the branch in lower case). */
  public ConcurrentHashMap<String, SIPClientTransaction> clientTransactions() {
    return clientTransactionTable;
  }

  /** The server transactions by id. */
  public ConcurrentHashMap<String, SIPServerTransaction> serverTransactions() {
    return serverTransactionTable;
  }
}
