package io.tollgate.proxy.sip;

import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.call.CallLeg;
import io.tollgate.proxy.call.LegListener;
import io.tollgate.proxy.call.LegSnapshot;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.transport.ClientRequest;
import io.tollgate.proxy.sip.transport.EncodedRequest;
import io.tollgate.proxy.sip.transport.EncodedResponse;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import io.tollgate.proxy.sip.transport.PeerChannel;
import io.tollgate.proxy.sip.transport.ServerInvite;
import java.util.Optional;

/**
 * What both kinds of leg do once their dialog is there: BYE, re-INVITE and ACK, in both directions
 * (RFC 3261 §12.2, §14, §15).
 *
 * <p>Confined to its loop.
 */
abstract class SipLeg implements CallLeg {
  /** Of what the other side asks while one INVITE is under way (RFC 3261 §14.2). */
  private static final int REQUEST_PENDING = 491;

  private static final byte[] NO_ACK = {};

  final SipLoop loop;
  final ListeningPoint point;

  private LegListener call;
  private Dialog dialog;
  private boolean over;
  private Reinvite incoming = Reinvite.NONE;
  private Optional<ClientRequest> reinvite = Optional.empty();
  private long unacknowledged = -1;
  private byte[] lastAck = NO_ACK;
  private Optional<AnswerRetransmission> unheard = Optional.empty();
  private long unheardSequence;
  private boolean unheardOffer;
  private Optional<HangupCause> byeWhenHeard = Optional.empty();

  /** A re-INVITE of theirs that waits for our answer, or our answer that waits for its ACK. */
  private record Reinvite(IncomingRequest request, ServerInvite transaction, String head) {
    static final Reinvite NONE = new Reinvite(null, null, "");

    boolean isPending() {
      return this != NONE;
    }
  }

  SipLeg(SipLoop loop, ListeningPoint point) {
    this.loop = loop;
    this.point = point;
  }

  final void listen(LegListener listener) {
    this.call = listener;
  }

  final LegListener call() {
    return call;
  }

  /** The dialog is there: from now on its requests find this leg. */
  final void establish(Dialog established) {
    dialog = established;
    loop.dialogs().put(established.localTag(), this);
  }

  final boolean isEstablished() {
    return dialog != null;
  }

  final Dialog dialog() {
    return dialog;
  }

  /** Forgets the dialog; what still comes for it is answered 481. */
  final void forget() {
    over = true;
    reinvite.ifPresent(ClientRequest::abandon);
    reinvite = Optional.empty();
    if (dialog != null) {
      loop.dialogs().remove(dialog.localTag(), this);
    }
  }

  @Override
  public LegSnapshot snapshot() {
    return new LegSnapshot(callId(), dialog.encode());
  }

  @Override
  public void hangUp(HangupCause cause) {
    if (over) {
      return;
    }
    over = true;
    if (unheard.isPresent()) {
      byeWhenHeard = Optional.of(cause); // not before the ACK (RFC 3261 §15)
    } else {
      bye(cause);
    }
  }

  private void bye(HangupCause cause) {
    if (incoming.isPending()) {
      answerReinvite(487, Body.NONE);
    }
    if (owesAck()) {
      acknowledge(Body.NONE); // no BYE before the ACK, whatever became of the other leg
    }
    dialog = dialog.withNextSequence();
    EncodedRequest request =
        loop.requests()
            .within(
                dialog,
                "BYE",
                dialog.localSequence(),
                point,
                cause == HangupCause.NORMAL ? "" : ResponseWriter.reason(cause),
                Body.NONE);
    send(
        request,
        new ClientRequest.Outcome() {
          @Override
          public void response(SIPResponse response) {
            if (response.getStatusCode() >= 200) {
              forget();
            }
          }

          @Override
          public void timeout() {
            forget();
          }
        });
  }

  @Override
  public void reinvite(Body offer) {
    dialog = dialog.withNextSequence();
    long sequence = dialog.localSequence();
    EncodedRequest request =
        loop.requests()
            .within(
                dialog,
                "INVITE",
                sequence,
                point,
                ResponseWriter.contact(point) + ResponseWriter.ALLOW,
                offer);
    ClientRequest.Outcome outcome =
        new ClientRequest.Outcome() {
          private boolean answered;

          @Override
          public void response(SIPResponse response) {
            int status = response.getStatusCode();
            if (status < 200) {
              return;
            }
            if (answered) {
              acknowledgeAgain();
              return;
            }
            answered = true;
            reinvite = Optional.empty();
            if (status < 300) {
              mustAcknowledge(sequence);
              dialog = Targets.refresh(dialog, response, SipLoop.sourceOf(response));
            }
            call.reinviteAnswered(SipLeg.this, status, Bodies.of(response));
            if (owesAck() && (over || !offer.isEmpty())) {
              acknowledge(Body.NONE); // the call has ended, or there is no answer to wait for
            }
          }

          @Override
          public void timeout() {
            reinvite = Optional.empty();
            call.reinviteAnswered(SipLeg.this, 408, Body.NONE);
          }
        };
    reinvite = Optional.of(send(request, outcome));
  }

  @Override
  public void answerReinvite(int status, Body answer) {
    if (!incoming.isPending()) {
      return;
    }
    Reinvite reinvite = incoming;
    incoming = Reinvite.NONE;
    String headers = status < 300 ? ResponseWriter.contact(point) + ResponseWriter.ALLOW : "";
    respond(reinvite.request, reinvite.transaction, status, reinvite.head, headers, answer);
  }

  @Override
  public void acknowledge(Body answer) {
    if (unacknowledged < 0) {
      return;
    }
    EncodedRequest ack = loop.requests().within(dialog, "ACK", unacknowledged, point, "", answer);
    unacknowledged = -1;
    lastAck = ack.bytes();
    acknowledgeAgain();
  }

  /** Their 2xx came again, so our ACK was lost. */
  final void acknowledgeAgain() {
    if (lastAck.length > 0) {
      channel().send(lastAck);
    }
  }

  /** A 2xx of theirs to the INVITE with this CSeq wants an ACK. */
  final void mustAcknowledge(long sequence) {
    lastAck = NO_ACK;
    unacknowledged = sequence;
  }

  final boolean owesAck() {
    return unacknowledged >= 0;
  }

  /**
   * A request of theirs inside the dialog.
   *
   * @return whether it came in order; where not, it has been answered (RFC 3261 §12.2.2)
   */
  private boolean inOrder(IncomingRequest request) {
    if (request.sequence() <= dialog.remoteSequence()) {
      loop.reply(request, 500, "Retry-After: 1\r\n");
      return false;
    }
    dialog = dialog.withRemoteSequence(request.sequence());
    return true;
  }

  /** Their BYE. */
  void byeReceived(IncomingRequest request) {
    if (!inOrder(request)) {
      return;
    }
    loop.reply(request, 200, "");
    boolean first = !over;
    forget();
    unheard.ifPresent(AnswerRetransmission::stop); // a BYE before the ACK says as much
    unheard = Optional.empty();
    if (incoming.isPending()) {
      answerReinvite(487, Body.NONE);
    }
    if (first) {
      call.hungUp(this);
    }
  }

  /** Their re-INVITE. */
  final void reinviteReceived(IncomingRequest request) {
    if (over) {
      loop.reply(request, 481, "");
      return;
    }
    if (reinvite.isPresent() || unheard.isPresent() && unheardOffer) {
      loop.reply(request, REQUEST_PENDING, "");
      return;
    }
    heard(Body.NONE); // who sends it has our 2xx; its ACK was lost or comes late (RFC 5407 §3.1.4)
    if (incoming.isPending() || !inOrder(request)) {
      if (incoming.isPending()) {
        loop.reply(request, 500, "Retry-After: 3\r\n");
      }
      return;
    }
    dialog = Targets.refresh(dialog, request.message(), request.source());
    ServerInvite transaction =
        new ServerInvite(
            loop.stack(), request.replyChannel(), request.message(), request.inviteKey());
    String head = loop.responses().head(request, dialog.localTag());
    incoming = new Reinvite(request, transaction, head);
    respond(request, transaction, 100, head, "", Body.NONE);
    call.reinvited(this, request.body());
  }

  /** Their ACK of a 2xx of ours; one that comes again does nothing. */
  final void ackReceived(IncomingRequest request) {
    if (request.sequence() == unheardSequence) {
      heard(request.body());
    }
  }

  private void heard(Body answer) {
    if (unheard.isEmpty()) {
      return;
    }
    unheard.get().stop();
    unheard = Optional.empty();
    if (byeWhenHeard.isPresent()) {
      bye(byeWhenHeard.get());
    } else {
      call.acknowledged(this, answer);
    }
  }

  /** 64·T1 have gone by without an ACK (RFC 3261 §13.3.1.4). */
  private void neverHeard() {
    unheard = Optional.empty();
    if (byeWhenHeard.isPresent()) {
      bye(byeWhenHeard.get());
    } else {
      call.lost(this);
    }
  }

  /**
   * Sends a response to an INVITE of theirs; a 2xx again until it is acknowledged.
   *
   * @param head what {@link ResponseWriter#head} wrote
   */
  final void respond(
      IncomingRequest request,
      ServerInvite transaction,
      int status,
      String head,
      String headers,
      Body body) {
    EncodedResponse response = loop.responses().encode(request, status, head, headers, body);
    transaction.respond(response);
    byte[] bytes = response.bytes();
    if (status >= 200) {
      loop.answered().putSilence(request.key(), loop.clock().nanos());
    }
    if (status / 100 == 2) {
      unheardSequence = request.sequence();
      unheardOffer = request.body().isEmpty() && !body.isEmpty();
      unheard =
          Optional.of(
              new AnswerRetransmission(
                  loop.clock(), loop.timers(), request.replyChannel(), bytes, this::neverHeard));
    }
  }

  final PeerChannel channel() {
    return point.channelTo(dialog.peer());
  }

  private ClientRequest send(EncodedRequest request, ClientRequest.Outcome outcome) {
    ClientRequest transaction = new ClientRequest(loop.stack(), channel(), request, outcome);
    transaction.send();
    return transaction;
  }
}
