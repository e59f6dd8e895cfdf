package io.tollgate.proxy.sip.leg;

import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.dialog.LegSession;
import io.tollgate.proxy.sip.dialog.SessionTerms;
import io.tollgate.proxy.sip.header.Bodies;
import io.tollgate.proxy.sip.header.HeaderRule;
import io.tollgate.proxy.sip.message.IncomingRequest;
import io.tollgate.proxy.sip.message.ResponseWriter;
import io.tollgate.proxy.sip.transport.ServerInvite;
import java.util.Optional;

/**
 * The re-INVITEs of one leg, in both directions (RFC 3261 §14): one at a time, those that the other
 * leg waits for before those that keep the session alive, and what happens where two meet.
 *
 * <p>Confined to its loop.
 */
final class Reinvites {
  /** Of what the other side asks while one INVITE is under way (RFC 3261 §14.2). */
  private static final int REQUEST_PENDING = 491;

  private final SipLoop loop;
  private final SipLeg leg;
  private final LegSession session;
  private TheirReinvite incoming = TheirReinvite.NONE;
  private Optional<OwnReinvite> outgoing = Optional.empty();
  private Optional<OwnReinvite> next = Optional.empty();

  /** A re-INVITE of theirs that waits for our answer. */
  private record TheirReinvite(IncomingRequest request, ServerInvite transaction, String head) {
    static final TheirReinvite NONE = new TheirReinvite(null, null, "");

    boolean isPending() {
      return this != NONE;
    }
  }

  Reinvites(SipLoop loop, SipLeg leg, LegSession session) {
    this.loop = loop;
    this.leg = leg;
    this.session = session;
  }

  /** Whether any is, in either direction. */
  boolean areUnderWay() {
    return incoming.isPending() || outgoing.isPresent();
  }

  /** Sends an offer whose answer the other leg waits for. */
  void cross(Body offer) {
    if (incoming.isPending()) {
      leg.call().reinviteAnswered(leg, REQUEST_PENDING, Body.NONE);
    } else {
      send(new OwnReinvite(loop, leg, this, offer, true));
    }
  }

  /** Sends an offer whose answer nobody waits for. */
  void offer(Body description) {
    if (!incoming.isPending() && outgoing.filter(OwnReinvite::isCrossing).isEmpty()) {
      send(new OwnReinvite(loop, leg, this, description, false));
    } // else what is under way makes offer and answer anew
  }

  private void send(OwnReinvite reinvite) {
    if (leg.isOver()) {
      return;
    }
    if (isAsking()) {
      next = Optional.of(reinvite);
      return;
    }
    outgoing.ifPresent(OwnReinvite::abandon);
    outgoing = Optional.of(reinvite);
    reinvite.send();
  }

  private void sendNext() {
    outgoing = Optional.empty();
    if (next.isPresent()) {
      OwnReinvite reinvite = next.get();
      next = Optional.empty();
      send(reinvite);
    }
  }

  /** The other leg does not want its offer any more. */
  void cancelOurs() {
    if (next.filter(OwnReinvite::isCrossing).isPresent()) {
      next = Optional.empty();
      leg.call().reinviteAnswered(leg, 487, Body.NONE);
    } else {
      outgoing.filter(OwnReinvite::isCrossing).ifPresent(OwnReinvite::cancel);
    }
  }

  /** Forgets what would be sent later. */
  void forgetNext() {
    next = Optional.empty();
  }

  /** Forgets one of ours that waits after a meeting; one that is on its way goes on. */
  void abandonWaiting() {
    if (outgoing.filter(OwnReinvite::isWaiting).isPresent()) {
      abandon();
    }
  }

  /** Forgets ours. */
  void abandon() {
    outgoing.ifPresent(OwnReinvite::abandon);
    outgoing = Optional.empty();
  }

  /** One of ours was answered with a 2xx. */
  void succeeded(OwnReinvite reinvite, SIPResponse response) {
    Body offer = reinvite.offer();
    Body answer = Bodies.of(response);
    boolean changed = session.wouldChangeBy(answer);
    leg.mustAcknowledge(reinvite.sequence());
    leg.meetsChallenge(response); // there is none: credentials were good
    if (!leg.isOver()) {
      leg.refreshTarget(response, SipLoop.sourceOf(response));
      session.begin(SessionTerms.ofResponse(response, loop.sessionTimer()), offer, answer);
    }
    if (reinvite.isCrossing()) {
      leg.call().reinviteAnswered(leg, response.getStatusCode(), answer);
    } else if (changed && !leg.isOver()) {
      leg.call().sessionChanged(leg, answer);
    }
    if (leg.owesAck() && (leg.isOver() || !offer.isEmpty())) {
      leg.acknowledge(Body.NONE); // the call has ended, or there is no answer to wait for
    }
    sendNext();
  }

  /** One of ours came to nothing. */
  void failed(OwnReinvite reinvite, int status) {
    outgoing = Optional.empty();
    if (leg.isOver()) {
      return;
    }
    boolean gone = status == 408 || status == 481; // RFC 3261 §12.2.1.2
    if (reinvite.isCrossing()) {
      leg.call().reinviteAnswered(leg, status, Body.NONE);
    } else if (gone) {
      leg.call().lost(leg, HangupCause.SESSION_EXPIRED);
    } else if (session.peerSupports()) {
      session.tryAgain();
    } else {
      session.goOn(); // it answers, so it is alive
    }
    sendNext();
  }

  /** One of theirs. */
  void received(IncomingRequest request) {
    if (leg.isOver()) {
      loop.reply(request, 481, "");
      return;
    }
    if (isAsking() || leg.awaitsAnswer()) {
      loop.reply(request, REQUEST_PENDING, "");
      return;
    }
    leg.heard(Body.NONE); // who sends it has our 2xx; its ACK was lost or is late (RFC 5407 §3.1.4)
    if (incoming.isPending() || !leg.inOrder(request)) {
      if (incoming.isPending()) {
        loop.reply(request, 500, HeaderRule.RETRY_AFTER.line("3"));
      }
      return;
    }
    giveWay();
    leg.refreshTarget(request.message(), request.source());
    ServerInvite transaction =
        new ServerInvite(
            loop.stack(), request.replyChannel(), request.message(), request.inviteKey());
    String head = loop.responses().head(request, leg.dialog().localTag());
    incoming = new TheirReinvite(request, transaction, head);
    leg.respond(request, transaction, 100, head, "", Body.NONE);
    leg.call().reinvited(leg, request.body());
  }

  private boolean isAsking() {
    return outgoing.filter(reinvite -> !reinvite.isWaiting()).isPresent();
  }

  /** After a meeting theirs came first, as §14.1 has it; ours is theirs to hear of later. */
  private void giveWay() {
    if (outgoing.isPresent()) {
      OwnReinvite waiting = outgoing.get();
      abandon();
      if (waiting.isCrossing()) {
        leg.call().reinviteAnswered(leg, REQUEST_PENDING, Body.NONE);
      }
    }
  }

  /** They do not want theirs any more. */
  void cancelTheirs(IncomingRequest cancel) {
    if (incoming.isPending() && incoming.request.inviteKey().equals(cancel.inviteKey())) {
      leg.call().reinviteCancelled(leg);
    }
  }

  /** The call is over, and with it what they still ask. */
  void endTheirs() {
    answer(487, Body.NONE);
  }

  /** Answers theirs, where one is pending. */
  void answer(int status, Body answer) {
    if (!incoming.isPending()) {
      return;
    }
    TheirReinvite reinvite = incoming;
    incoming = TheirReinvite.NONE;
    String headers = "";
    if (status < 300) {
      SessionTerms terms = SessionTerms.ofRequest(reinvite.request.message(), loop.sessionTimer());
      headers =
          ResponseWriter.contact(leg.point(), leg.dialog().isSecure())
              + ResponseWriter.ALLOW
              + ResponseWriter.SUPPORTED
              + terms.answered();
      session.begin(terms, answer, reinvite.request.body());
    }
    leg.respond(reinvite.request, reinvite.transaction, status, reinvite.head, headers, answer);
  }
}
