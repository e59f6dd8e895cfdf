package io.tollgate.proxy.sip.transport;

import gov.nist.javax.sip.ReleaseReferencesStrategy;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransactionImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/**
 * JAIN-SIP's INVITE server transaction (RFC 3261 §17.2.1), sending straight to the peer that the
 * INVITE came from. The stock one builds a hop, looks for a listening point and encodes the message
 * a second time for every response.
 *
 * <p>Confined to its loop.
 */
public final class ServerInvite extends SIPServerTransactionImpl {
  private final LoopStack stack;
  private final PeerChannel channel;
  private byte[] lastResponse = {};
  private OptionalLong unheardSince = OptionalLong.empty();

  /**
   * The transaction of {@code request}, in the stack's table; nothing is sent yet.
   *
   * @param key what its retransmissions and its ACK are known by, there
   */
  public ServerInvite(LoopStack stack, PeerChannel channel, SIPRequest request, String key) {
    super(stack, channel);
    this.stack = stack;
    this.channel = channel;
    testAndSetTransactionTerminatedEvent(); // nobody listens for that
    setReleaseReferencesStrategy(ReleaseReferencesStrategy.None); // it goes as soon as it is done
    setOriginalRequest(request);
    transactionId = key; // JAIN-SIP's own is the branch alone
    setState(javax.sip.TransactionState._TRYING);
    isMapped = true; // a 100 goes out at once, so the stack need not send one of its own
    stack.serverTransactions().put(key, this);
  }

  /** Sends a response; a failure again until it is acknowledged. */
  public void respond(EncodedResponse response, long nowNanos) {
    unheardSince = OptionalLong.of(nowNanos);
    try {
      sendMessage(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a datagram is lost without a word, never like this
    }
  }

  @Override
  protected void sendResponse(SIPResponse response) {
    lastResponse = response.encodeAsBytes(channel.getTransport());
    channel.send(lastResponse);
    if (response.getStatusCode() / 100 == 2) {
      // The leg sends a 2xx again itself (RFC 3261 §13.3.1.4), so the transaction is done.
      stack.removeTransaction(this);
    } else if (response.getStatusCode() >= 300) {
      super.startTransactionTimer();
    }
  }

  /** Only a failure is sent again by the transaction; before that there is nothing to time. */
  @Override
  public void startTransactionTimer() {}

  /** None: JAIN-SIP's table of merged requests is not used, and the key is long. */
  @Override
  public String getMergeId() {
    return null;
  }

  /**
   * It is being acknowledged, where it was a failure.
   *
   * @return when that was sent; empty where it was sent more than once, since nobody knows which of
   *     them is acknowledged then, and where it has been acknowledged before
   */
  public OptionalLong acknowledged() {
    OptionalLong since = unheardSince;
    unheardSince = OptionalLong.empty();
    return since;
  }

  @Override
  public void resendLastResponseAsBytes() throws IOException {
    unheardSince = OptionalLong.empty();
    if (lastResponse.length > 0) {
      channel.send(lastResponse);
    }
  }
}
