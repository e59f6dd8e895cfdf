package io.tollgate.proxy.sip.transport;

import gov.nist.javax.sip.ReleaseReferencesStrategy;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransactionImpl;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransactionErrorEvent;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import io.tollgate.proxy.cause.Unreachable;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sip.TransactionState;

/**
 * JAIN-SIP's client transaction (RFC 3261 §17.1), without the provider around it: it sends a
 * request, sends it again until it is answered, acknowledges failures of an INVITE, and says what
 * came of it.
 *
 * <p>Confined to its loop.
 */
public final class ClientRequest extends SIPClientTransactionImpl {
  private final LoopStack stack;
  private final Outcome outcome;
  private final EncodedRequest request;
  private final PeerChannel channel;
  private ConnectionWatch watch = ConnectionWatch.NONE;
  private boolean heard;

  /** What came of a request. */
  public interface Outcome {
    /** A response, provisional ones too; a retransmitted 2xx to an INVITE may come again. */
    void response(SIPResponse response);

    /** No final response in time (Timer B or F, 32 s). */
    void timeout();

    /** The connection failed before anything came back. */
    default void connectionFailed(Unreachable why) {
      timeout();
    }

    /** The connection broke after a provisional response: what else comes, comes over another. */
    default void connectionLost() {}
  }

  /** The transaction of {@code request}, in the stack's table; nothing is sent yet. */
  public ClientRequest(
      LoopStack stack, PeerChannel channel, EncodedRequest request, Outcome outcome) {
    super(stack, channel);
    this.stack = stack;
    this.outcome = outcome;
    this.request = request;
    this.channel = channel;
    setReleaseReferencesStrategy(ReleaseReferencesStrategy.None); // there is little to release
    testAndSetTransactionTerminatedEvent(); // nobody listens for that
    setOriginalRequest(request);
    setResponseInterface(new Responses());
    stack.addTransaction(this);
  }

  /** Sends the request. */
  public void send() {
    watch = channel.whenBroken(this::connectionBroken);
    try {
      sendMessage(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a datagram is lost without a word, never like this
    }
  }

  /** Sends it no more, and still waits for its outcome. */
  public void sendNoMore() {
    disableRetransmissionTimer();
  }

  /**
   * Waits no longer for its outcome, and tells nobody of it: an INVITE that got a provisional
   * response would else wait for ever (RFC 3261 §17.1.1.2 has no timer then).
   */
  public void abandon() {
    watch.end();
    setState(TransactionState._TERMINATED); // its timer takes it out of the table
  }

  /**
   * The connection failed. Where nothing has come back, nothing will; whoever has answered 100 may
   * still open a connection for the rest (RFC 3261 §18.2.2).
   */
  private void connectionBroken(Unreachable why) {
    if (isTerminated()) {
      return;
    }
    if (heard) {
      outcome.connectionLost();
    } else {
      abandon();
      outcome.connectionFailed(why);
    }
  }

  @Override
  public void processResponse(SIPResponse response, MessageChannel incoming) {
    heard = true;
    if (response.getStatusCode() >= 200) {
      watch.end();
    }
    if (isInviteTransaction()) {
      if (response.getStatusCode() >= 300) {
        request.prepareErrorAck();
      }
    } else if (response.getStatusCode() >= 200) {
      finish(response);
      return;
    }
    // Past the look-up of JAIN-SIP's dialogs, which are off.
    processResponse(response, incoming, null);
  }

  /**
   * The final response to anything but an INVITE. Timer K (RFC 3261 §17.1.2.2) would keep the
   * transaction for 5 s to swallow more of them; without it they find nothing, which is the same.
   */
  private void finish(SIPResponse response) {
    if (!isTerminated()) {
      setState(TransactionState._TERMINATED);
      stack.removeTransaction(this);
      outcome.response(response);
    }
  }

  @Override
  public void raiseErrorEvent(int errorEventId) {
    super.raiseErrorEvent(errorEventId);
    if (errorEventId == SIPTransactionErrorEvent.TIMEOUT_ERROR) {
      watch.end();
      outcome.timeout();
    }
  }

  private final class Responses implements ServerResponseInterface {
    @Override
    public void processResponse(SIPResponse response, MessageChannel incoming, SIPDialog dialog) {
      outcome.response(response);
    }

    @Override
    public void processResponse(SIPResponse response, MessageChannel incoming) {
      outcome.response(response);
    }
  }
}
