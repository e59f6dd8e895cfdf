package io.tollgate.proxy.sip.leg;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.call.CallLeg;
import io.tollgate.proxy.call.LegListener;
import io.tollgate.proxy.call.LegSnapshot;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.dialog.Dialog;
import io.tollgate.proxy.sip.dialog.Hop;
import io.tollgate.proxy.sip.dialog.LegSession;
import io.tollgate.proxy.sip.dialog.SessionState;
import io.tollgate.proxy.sip.dialog.SessionTerms;
import io.tollgate.proxy.sip.header.HeaderRule;
import io.tollgate.proxy.sip.header.Reasons;
import io.tollgate.proxy.sip.message.IncomingRequest;
import io.tollgate.proxy.sip.message.RequestWriter;
import io.tollgate.proxy.sip.message.ResponseWriter;
import io.tollgate.proxy.sip.transport.ClientRequest;
import io.tollgate.proxy.sip.transport.EncodedRequest;
import io.tollgate.proxy.sip.transport.EncodedResponse;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import io.tollgate.proxy.sip.transport.PeerChannel;
import io.tollgate.proxy.sip.transport.ServerInvite;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What both kinds of leg do once their dialog is there: BYE and ACK in both directions (RFC 3261
 * §12.2, §15); {@link Reinvites} and {@link LegSession} do the rest.
 *
 * <p>Confined to its loop.
 */
public abstract class SipLeg implements CallLeg {
  /** For requests whose outcome changes nothing. */
  static final ClientRequest.Outcome IGNORE_OUTCOME =
      new ClientRequest.Outcome() {
        @Override
        public void response(SIPResponse response) {}

        @Override
        public void timeout() {}
      };

  /** Calls that were carried on together are not refreshed at one moment. */
  private static final Duration RESUMED_WITHIN = Duration.ofSeconds(30);

  final SipLoop loop;

  private final OwedAck ack = new OwedAck();
  private final UnheardAnswer unheard = new UnheardAnswer();
  private final LegSession session;
  private final Reinvites reinvites;
  private ListeningPoint point;
  private LegListener call;
  private Dialog dialog;
  private boolean over;

  SipLeg(SipLoop loop, ListeningPoint point) {
    this.loop = loop;
    this.point = point;
    this.session =
        new LegSession(
            loop.sessionTimer(), loop.clock(), loop.timers(), this::refresh, this::expired);
    this.reinvites = new Reinvites(loop, this, session);
  }

  final void listen(LegListener listener) {
    this.call = listener;
  }

  final LegListener call() {
    return call;
  }

  /** Where it speaks to the other side. */
  final ListeningPoint point() {
    return point;
  }

  /** From now on it speaks from there. */
  final void speakFrom(ListeningPoint other) {
    point = other;
  }

  /** The dialog is there: from now on its requests find this leg. */
  final void establish(Dialog established) {
    dialog = established;
    Hop hop = established.hop();
    if (hop.transport() != point.carriedBy()) {
      point = loop.points().towards(hop.transport(), hop.address().getAddress()).orElse(point);
    }
    loop.dialogs().put(established.localTag(), this);
  }

  /** Whether the call has ended, for this leg. */
  final boolean isOver() {
    return over;
  }

  /** Whether a 2xx of ours made an offer that their ACK has not answered yet. */
  final boolean awaitsAnswer() {
    return unheard.hasOffer();
  }

  final boolean isEstablished() {
    return dialog != null;
  }

  /** Its dialog; only for one that is established. */
  public final Dialog dialog() {
    return dialog;
  }

  /** Whether we chose the Call-ID. */
  abstract boolean ownsCallId();

  /**
   * Whether a response wants credentials and this leg has them: then its next requests show them.
   */
  boolean meetsChallenge(SIPResponse response) {
    return false;
  }

  /** The header lines that show credentials, where the other side has asked for them. */
  String credentials(String method, String requestUri) {
    return "";
  }

  /** Forgets the dialog; what still comes for it is answered 481. */
  final void forget() {
    stop();
    reinvites.abandon();
    if (dialog != null) {
      loop.dialogs().remove(dialog.localTag(), this);
    }
  }

  private void stop() {
    over = true;
    reinvites.forgetNext();
    session.stop();
  }

  @Override
  public LegSnapshot snapshot() {
    return new LegSnapshot(callId(), dialog.encode(), session.state().encode());
  }

  /** Goes on where another process stopped. */
  final void resume(SessionState state) {
    session.resume(state, Duration.ofMillis(loop.random().nextLong(RESUMED_WITHIN.toMillis())));
  }

  @Override
  public void hangUp(HangupCause cause, int q850) {
    if (over) {
      return;
    }
    stop();
    reinvites.abandonWaiting();
    if (unheard.isPending()) {
      unheard.hold(q850); // not before the ACK (RFC 3261 §15)
    } else {
      bye(q850);
    }
  }

  private void bye(int q850) {
    reinvites.endTheirs();
    if (ack.isOwed()) {
      acknowledge(Body.NONE); // no BYE before the ACK, whatever became of the other leg
    }
    send(
        request("BYE", nextSequence(), Reasons.header(q850), Body.NONE),
        new ClientRequest.Outcome() {
          @Override
          public void response(SIPResponse response) {
            if (meetsChallenge(response)) {
              bye(q850);
            } else if (response.getStatusCode() >= 200) {
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
    reinvites.cross(offer);
  }

  @Override
  public void offer(Body description) {
    reinvites.offer(description);
  }

  @Override
  public void cancelReinvite() {
    reinvites.cancelOurs();
  }

  @Override
  public void answerReinvite(int status, Body answer) {
    reinvites.answer(status, answer);
  }

  /** The number of the next request of ours in the dialog. */
  final long nextSequence() {
    dialog = dialog.withNextSequence();
    return dialog.localSequence();
  }

  /** An INVITE inside the dialog. */
  final ClientInvite inviteAgain(long sequence, Body offer, ClientInvite.Outcome outcome) {
    String headers =
        ResponseWriter.contact(point, dialog.isSecure())
            + ResponseWriter.ALLOW
            + ResponseWriter.SUPPORTED
            + session.asking();
    EncodedRequest request = request("INVITE", sequence, headers, offer);
    Dialog asked = dialog;
    return new ClientInvite(
        loop, channel(), request, () -> loop.requests().cancel(asked, request, point), outcome);
  }

  /** After a re-INVITE of theirs, or a 2xx to one of ours. */
  final void refreshTarget(SIPMessage message, InetSocketAddress source) {
    dialog = Targets.refresh(dialog, message, source);
  }

  /** They want a longer session interval (RFC 4028 §7.3); false where they do not say which. */
  final boolean raiseInterval(SIPResponse response) {
    return session.raiseInterval(response);
  }

  /** The shortest session interval that both sides take, in seconds. */
  final int leastInterval() {
    return session.leastInterval();
  }

  /** The session begins. */
  final void begin(SessionTerms terms, Body sent, Body received) {
    session.begin(terms, sent, received);
  }

  private void refresh() {
    if (reinvites.areUnderWay() || unheard.isPending()) {
      session.tryAgain(); // what is under way refreshes it too
    } else if (session.ours().isEmpty()) {
      session.goOn(); // there is nothing that could be offered again
    } else {
      offer(session.ours());
    }
  }

  private void expired() {
    call.lost(this, HangupCause.SESSION_EXPIRED);
  }

  @Override
  public void acknowledge(Body answer) {
    if (!ack.isOwed()) {
      return;
    }
    session.agree(answer, Body.NONE);
    ack.settle(request("ACK", ack.sequence(), "", answer).bytes());
    acknowledgeAgain();
  }

  /** Their 2xx came again, so our ACK was lost. */
  public final void acknowledgeAgain() {
    if (ack.sent().length > 0) {
      channel().send(ack.sent());
    }
  }

  /** A 2xx of theirs to the INVITE with this CSeq wants an ACK. */
  final void mustAcknowledge(long sequence) {
    ack.owe(sequence);
  }

  final boolean owesAck() {
    return ack.isOwed();
  }

  /**
   * A request of theirs inside the dialog.
   *
   * @return whether it came in order; where not, it has been answered (RFC 3261 §12.2.2)
   */
  final boolean inOrder(IncomingRequest request) {
    if (request.sequence() <= dialog.remoteSequence()) {
      loop.reply(request, 500, HeaderRule.RETRY_AFTER.line("1"));
      return false;
    }
    dialog = dialog.withRemoteSequence(request.sequence());
    return true;
  }

  /** Their BYE. */
  public void byeReceived(IncomingRequest request) {
    if (!inOrder(request)) {
      return;
    }
    loop.reply(request, 200, "");
    boolean first = !over;
    forget();
    unheard.stop(); // a BYE says as much as the ACK
    reinvites.endTheirs();
    if (first) {
      call.hungUp(this, Reasons.q850(request.message()));
    }
  }

  /** Their re-INVITE. */
  public final void reinviteReceived(IncomingRequest request) {
    reinvites.received(request);
  }

  /** Their CANCEL of a re-INVITE (RFC 3261 §9.2): answered whatever comes of it. */
  public final void reinviteCancelReceived(IncomingRequest cancel) {
    loop.reply(cancel, 200, "");
    reinvites.cancelTheirs(cancel);
  }

  /** Their ACK of a 2xx of ours; one that comes again does nothing. */
  public final void ackReceived(IncomingRequest request) {
    if (unheard.isOf(request.sequence())) {
      loop.acknowledged(request, unheard.sentOnce());
      heard(request.body());
    }
  }

  /** They have our 2xx, if one was under way. */
  final void heard(Body answer) {
    if (!unheard.stop()) {
      return;
    }
    session.agree(Body.NONE, answer);
    if (unheard.held().isPresent()) {
      bye(unheard.held().getAsInt());
    } else {
      call.acknowledged(this, answer);
    }
  }

  /** 64·T1 have gone by without an ACK (RFC 3261 §13.3.1.4). */
  private void neverHeard() {
    unheard.stop();
    if (unheard.held().isPresent()) {
      bye(unheard.held().getAsInt());
    } else {
      call.lost(this, HangupCause.NO_ACK);
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
    transaction.respond(response, loop.clock().nanos());
    if (status >= 200) {
      loop.answered().putSilence(request.key(), loop.clock().nanos());
    }
    if (status / 100 == 2) {
      unheard.await(
          new AnswerRetransmission(
              loop.clock(),
              loop.timers(),
              request.replyChannel(),
              response.bytes(),
              this::neverHeard),
          request.sequence(),
          request.body().isEmpty() && !body.isEmpty());
    }
  }

  final PeerChannel channel() {
    return point.channelTo(dialog.peer(), dialog.hop().flow());
  }

  private EncodedRequest request(String method, long sequence, String headers, Body body) {
    String shown = credentials(method, RequestWriter.requestUri(dialog));
    return loop.requests().within(dialog, method, sequence, point, headers + shown, body);
  }

  private void send(EncodedRequest request, ClientRequest.Outcome outcome) {
    new ClientRequest(loop.stack(), channel(), request, outcome).send();
  }
}
