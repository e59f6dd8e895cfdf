package io.tollgate.proxy.sip;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.header.ViaList;
import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.sip.leg.OutgoingLeg;
import io.tollgate.proxy.sip.leg.SipLeg;
import io.tollgate.proxy.sip.leg.SipLoop;
import io.tollgate.proxy.sip.observe.SipObserver;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * Gives responses to the transaction that they answer, or, where that is gone, to the leg that has
 * to acknowledge them once more.
 *
 * <p>Confined to its loop.
 */
final class ResponseReceiver {
  private final SipLoop loop;
  private final Predicate<InetAddress> known;
  private final SipObserver wire;

  /**
   * A receiver.
   *
   * @param known whether some list, gateway or PoP names an address; others are strangers
   */
  ResponseReceiver(SipLoop loop, Predicate<InetAddress> known, SipObserver wire) {
    this.loop = loop;
    this.known = known;
    this.wire = wire;
  }

  /** A response comes in at this listening point. */
  void receive(SIPResponse response, ListeningPoint point) {
    if (!isOurs(response.getViaHeaders(), point)) {
      wire.stray();
      return;
    }
    var transaction = loop.stack().clientTransactions().get(response.getTransactionId());
    if (transaction != null && transaction.isMessagePartOfTransaction(response)) {
      transaction.processResponse(response, transaction.getRequestChannel());
      return;
    }
    boolean answer =
        response.getStatusCode() / 100 == 2 && response.getCSeq().getMethod().equals("INVITE");
    if (!answer) {
      wire.stray();
      return;
    }
    // The transaction of an answered INVITE is gone; its leg still has the ACK.
    SipLeg leg = loop.dialogs().get(response.getFromTag());
    if (leg == null) {
      wire.stray();
      if (known.test(response.getPeerPacketSourceAddress())) {
        // Its leg was given up: unheard of, the call would go on, and be charged, over there.
        OutgoingLeg.disown(loop, point, response);
      }
    } else if (leg.dialog().remoteTag().equals(response.getToTag())) {
      leg.acknowledgeAgain();
    } else {
      OutgoingLeg.disown(loop, point, response);
    }
  }

  /**
   * Whether a response has our Via and no other (RFC 3261 §8.1.3.3, §18.1.2): a second one would
   * ask us to send it on, another's means that it has lost its way.
   */
  private static boolean isOurs(ViaList vias, ListeningPoint point) {
    Via via = (Via) vias.getFirst();
    int port = via.getPort() > 0 ? via.getPort() : point.getDefaultTargetPort();
    return vias.size() == 1
        && port == point.advertisedPort()
        && point.advertisedHost().equalsIgnoreCase(via.getHost());
  }
}
