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
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What both kinds of leg do once their dialog is there: BYE, re-INVITE and ACK, in both directions
 * (RFC 3261 §12.2, §14, §15), and keeping the session alive (RFC 4028).
 *
 * <p>Confined to its loop.
 */
abstract class SipLeg implements CallLeg {
  /** For requests whose outcome changes nothing. */
  static final ClientRequest.Outcome IGNORE_OUTCOME =
      new ClientRequest.Outcome() {
        @Override
        public void response(SIPResponse response) {}

        @Override
        public void timeout() {}
      };

  /** Of what the other side asks while one INVITE is under way (RFC 3261 §14.2). */
  private static final int REQUEST_PENDING = 491;

  /** Calls that were carried on together are not refreshed at one moment. */
  private static final Duration RESUMED_WITHIN = Duration.ofSeconds(30);

  final SipLoop loop;

  private final Descriptions descriptions = new Descriptions();
  private final OwedAck ack = new OwedAck();
  private final SessionTimer session;
  private ListeningPoint point;
  private LegListener call;
  private Dialog dialog;
  private boolean over;
  private int leastInterval;
  private TheirReinvite incoming = TheirReinvite.NONE;
  private Optional<OwnReinvite> outgoing = Optional.empty();
  private Optional<OwnReinvite> next = Optional.empty();
  private Optional<Unheard> unheard = Optional.empty();
  private OptionalInt byeWhenHeard = OptionalInt.empty();

  /** A re-INVITE of theirs that waits for our answer. */
  private record TheirReinvite(IncomingRequest request, ServerInvite transaction, String head) {
    static final TheirReinvite NONE = new TheirReinvite(null, null, "");

    boolean isPending() {
      return this != NONE;
    }
  }

  /**
   * A 2xx of ours that waits for its ACK.
   *
   * @param sequence the CSeq of the INVITE
   * @param offer whether it made an offer, so that the ACK has the answer
   */
  private record Unheard(AnswerRetransmission retransmission, long sequence, boolean offer) {}

  SipLeg(SipLoop loop, ListeningPoint point) {
    this.loop = loop;
    this.point = point;
    this.leastInterval = loop.sessionTimer().minSeconds();
    this.session = new SessionTimer(loop.clock(), loop.timers(), this::refresh, this::expired);
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

  final boolean isEstablished() {
    return dialog != null;
  }

  final Dialog dialog() {
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
    outgoing.ifPresent(OwnReinvite::abandon);
    outgoing = Optional.empty();
    if (dialog != null) {
      loop.dialogs().remove(dialog.localTag(), this);
    }
  }

  private void stop() {
    over = true;
    next = Optional.empty();
    session.stop();
  }

  @Override
  public LegSnapshot snapshot() {
    return new LegSnapshot(
        callId(), dialog.encode(), new SessionState(session.terms(), descriptions).encode());
  }

  /** Goes on where another process stopped. */
  final void resume(SessionState state) {
    descriptions.agree(state.ours(), state.theirs());
    session.resume(
        state.terms(), Duration.ofMillis(loop.random().nextLong(RESUMED_WITHIN.toMillis())));
  }

  @Override
  public void hangUp(HangupCause cause, int q850) {
    if (over) {
      return;
    }
    stop();
    if (outgoing.filter(OwnReinvite::isWaiting).isPresent()) {
      outgoing.get().abandon();
      outgoing = Optional.empty();
    }
    if (unheard.isPresent()) {
      byeWhenHeard = OptionalInt.of(q850); // not before the ACK (RFC 3261 §15)
    } else {
      bye(q850);
    }
  }

  private void bye(int q850) {
    if (incoming.isPending()) {
      answerReinvite(487, Body.NONE);
    }
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
    if (incoming.isPending()) {
      call.reinviteAnswered(this, REQUEST_PENDING, Body.NONE);
    } else {
      offer(new OwnReinvite(loop, this, offer, true));
    }
  }

  @Override
  public void offer(Body description) {
    if (!incoming.isPending() && outgoing.filter(OwnReinvite::isCrossing).isEmpty()) {
      offer(new OwnReinvite(loop, this, description, false));
    } // else what is under way makes offer and answer anew
  }

  private void offer(OwnReinvite reinvite) {
    if (over) {
      return;
    }
    if (outgoing.isPresent() && !outgoing.get().isWaiting()) {
      next = Optional.of(reinvite);
      return;
    }
    outgoing.ifPresent(OwnReinvite::abandon);
    outgoing = Optional.of(reinvite);
    reinvite.send();
  }

  private void offerNext() {
    outgoing = Optional.empty();
    if (next.isPresent()) {
      OwnReinvite reinvite = next.get();
      next = Optional.empty();
      offer(reinvite);
    }
  }

  @Override
  public void cancelReinvite() {
    if (next.filter(OwnReinvite::isCrossing).isPresent()) {
      next = Optional.empty();
      call.reinviteAnswered(this, 487, Body.NONE);
    } else {
      outgoing.filter(OwnReinvite::isCrossing).ifPresent(OwnReinvite::cancel);
    }
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
            + session.terms().asking(leastInterval);
    EncodedRequest request = request("INVITE", sequence, headers, offer);
    Dialog asked = dialog;
    return new ClientInvite(
        loop, channel(), request, () -> loop.requests().cancel(asked, request, point), outcome);
  }

  /** A re-INVITE of ours was answered with a 2xx. */
  final void succeeded(OwnReinvite reinvite, SIPResponse response) {
    Body offer = reinvite.offer();
    Body answer = Bodies.of(response);
    boolean changed = descriptions.wouldChangeBy(answer);
    ack.owe(reinvite.sequence());
    meetsChallenge(response); // there is none: credentials were good
    if (!over) {
      dialog = Targets.refresh(dialog, response, SipLoop.sourceOf(response));
      descriptions.agree(offer, answer);
      session.start(SessionTerms.ofResponse(response, loop.sessionTimer()));
    }
    if (reinvite.isCrossing()) {
      call.reinviteAnswered(this, response.getStatusCode(), answer);
    } else if (changed && !over) {
      call.sessionChanged(this, answer);
    }
    if (ack.isOwed() && (over || !offer.isEmpty())) {
      acknowledge(Body.NONE); // the call has ended, or there is no answer to wait for
    }
    offerNext();
  }

  /** A re-INVITE of ours came to nothing. */
  final void failed(OwnReinvite reinvite, int status) {
    outgoing = Optional.empty();
    if (over) {
      return;
    }
    boolean gone = status == 408 || status == 481; // RFC 3261 §12.2.1.2
    if (reinvite.isCrossing()) {
      call.reinviteAnswered(this, status, Body.NONE);
    } else if (gone) {
      call.lost(this, HangupCause.SESSION_EXPIRED);
    } else if (session.terms().peerSupports()) {
      session.tryAgain();
    } else {
      session.start(session.terms()); // it answers, so it is alive
    }
    offerNext();
  }

  /** They want a longer session interval (RFC 4028 §7.3); false where they do not say which. */
  final boolean raiseInterval(SIPResponse response) {
    int wanted = SessionTerms.minSe(response);
    if (wanted <= leastInterval) {
      return false;
    }
    leastInterval = wanted;
    return true;
  }

  /** The shortest session interval that both sides take, in seconds. */
  final int leastInterval() {
    return leastInterval;
  }

  /** The session begins. */
  final void begin(SessionTerms terms, Body sent, Body received) {
    descriptions.agree(sent, received);
    session.start(terms);
  }

  private void refresh() {
    if (incoming.isPending() || outgoing.isPresent() || unheard.isPresent()) {
      session.tryAgain(); // what is under way refreshes it too
    } else if (descriptions.ours().isEmpty()) {
      session.start(session.terms()); // there is nothing that could be offered again
    } else {
      offer(descriptions.ours());
    }
  }

  private void expired() {
    call.lost(this, HangupCause.SESSION_EXPIRED);
  }

  @Override
  public void answerReinvite(int status, Body answer) {
    if (!incoming.isPending()) {
      return;
    }
    TheirReinvite reinvite = incoming;
    incoming = TheirReinvite.NONE;
    String headers = "";
    if (status < 300) {
      SessionTerms terms = SessionTerms.ofRequest(reinvite.request.message(), loop.sessionTimer());
      headers =
          ResponseWriter.contact(point, dialog.isSecure())
              + ResponseWriter.ALLOW
              + ResponseWriter.SUPPORTED
              + terms.answered();
      begin(terms, answer, reinvite.request.body());
    }
    respond(reinvite.request, reinvite.transaction, status, reinvite.head, headers, answer);
  }

  @Override
  public void acknowledge(Body answer) {
    if (!ack.isOwed()) {
      return;
    }
    descriptions.agree(answer, Body.NONE);
    ack.settle(request("ACK", ack.sequence(), "", answer).bytes());
    acknowledgeAgain();
  }

  /** Their 2xx came again, so our ACK was lost. */
  final void acknowledgeAgain() {
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
  private boolean inOrder(IncomingRequest request) {
    if (request.sequence() <= dialog.remoteSequence()) {
      loop.reply(request, 500, HeaderRule.RETRY_AFTER.line("1"));
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
    unheard.ifPresent(answer -> answer.retransmission.stop()); // a BYE says as much as the ACK
    unheard = Optional.empty();
    if (incoming.isPending()) {
      answerReinvite(487, Body.NONE);
    }
    if (first) {
      call.hungUp(this, Reasons.q850(request.message()));
    }
  }

  /** Their re-INVITE. */
  final void reinviteReceived(IncomingRequest request) {
    if (over) {
      loop.reply(request, 481, "");
      return;
    }
    if (isAsking() || unheard.filter(Unheard::offer).isPresent()) {
      loop.reply(request, REQUEST_PENDING, "");
      return;
    }
    heard(Body.NONE); // who sends it has our 2xx; its ACK was lost or comes late (RFC 5407 §3.1.4)
    if (incoming.isPending() || !inOrder(request)) {
      if (incoming.isPending()) {
        loop.reply(request, 500, HeaderRule.RETRY_AFTER.line("3"));
      }
      return;
    }
    giveWay();
    dialog = Targets.refresh(dialog, request.message(), request.source());
    ServerInvite transaction =
        new ServerInvite(
            loop.stack(), request.replyChannel(), request.message(), request.inviteKey());
    String head = loop.responses().head(request, dialog.localTag());
    incoming = new TheirReinvite(request, transaction, head);
    respond(request, transaction, 100, head, "", Body.NONE);
    call.reinvited(this, request.body());
  }

  private boolean isAsking() {
    return outgoing.filter(reinvite -> !reinvite.isWaiting()).isPresent();
  }

  /** After a meeting theirs came first, as §14.1 has it; ours is theirs to hear of later. */
  private void giveWay() {
    if (outgoing.isPresent()) {
      OwnReinvite waiting = outgoing.get();
      waiting.abandon();
      outgoing = Optional.empty();
      if (waiting.isCrossing()) {
        call.reinviteAnswered(this, REQUEST_PENDING, Body.NONE);
      }
    }
  }

  /** Their CANCEL of a re-INVITE (RFC 3261 §9.2): answered whatever comes of it. */
  final void reinviteCancelReceived(IncomingRequest cancel) {
    loop.reply(cancel, 200, "");
    if (incoming.isPending() && incoming.request.inviteKey().equals(cancel.inviteKey())) {
      call.reinviteCancelled(this);
    }
  }

  /** Their ACK of a 2xx of ours; one that comes again does nothing. */
  final void ackReceived(IncomingRequest request) {
    if (unheard.filter(answer -> answer.sequence == request.sequence()).isPresent()) {
      heard(request.body());
    }
  }

  private void heard(Body answer) {
    if (unheard.isEmpty()) {
      return;
    }
    unheard.get().retransmission.stop();
    unheard = Optional.empty();
    descriptions.agree(Body.NONE, answer);
    if (byeWhenHeard.isPresent()) {
      bye(byeWhenHeard.getAsInt());
    } else {
      call.acknowledged(this, answer);
    }
  }

  /** 64·T1 have gone by without an ACK (RFC 3261 §13.3.1.4). */
  private void neverHeard() {
    unheard = Optional.empty();
    if (byeWhenHeard.isPresent()) {
      bye(byeWhenHeard.getAsInt());
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
    transaction.respond(response);
    if (status >= 200) {
      loop.answered().putSilence(request.key(), loop.clock().nanos());
    }
    if (status / 100 == 2) {
      unheard =
          Optional.of(
              new Unheard(
                  new AnswerRetransmission(
                      loop.clock(),
                      loop.timers(),
                      request.replyChannel(),
                      response.bytes(),
                      this::neverHeard),
                  request.sequence(),
                  request.body().isEmpty() && !body.isEmpty()));
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
