package io.tollgate.proxy.sip;

import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.call.CalleeLeg;
import io.tollgate.proxy.call.Invitation;
import io.tollgate.proxy.call.LegListener;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.RequestWriter.LegNames;
import io.tollgate.proxy.sip.transport.ClientRequest;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import io.tollgate.proxy.sip.transport.PeerChannel;
import java.util.Optional;

/**
 * The leg towards a gateway, from our INVITE on (RFC 3261 §13.2).
 *
 * <p>Confined to its loop.
 */
final class OutgoingLeg extends SipLeg implements CalleeLeg {
  private static final long INVITE_SEQUENCE = 1;

  private final String callId;
  private Optional<Asking> asking;
  private boolean provisional;
  private boolean cancelWanted;
  private boolean cancelSent;

  /**
   * The INVITE that waits for its final answer. Let go with it: calls last, and offers are large.
   */
  private record Asking(
      Invitation invitation, LegNames names, PeerChannel channel, ClientRequest invite) {}

  private OutgoingLeg(SipLoop loop, ListeningPoint point, Invitation invitation, LegListener call) {
    super(loop, point);
    LegNames names = loop.requests().names(invitation, point);
    PeerChannel channel = point.channelTo(invitation.gateway().address());
    ClientRequest invite =
        new ClientRequest(
            loop.stack(),
            channel,
            loop.requests().invite(names, invitation, point),
            new InviteOutcome());
    this.callId = names.callId();
    this.asking = Optional.of(new Asking(invitation, names, channel, invite));
    listen(call);
  }

  /** Sends an INVITE. */
  static OutgoingLeg invite(
      SipLoop loop, ListeningPoint point, Invitation invitation, LegListener call) {
    OutgoingLeg leg = new OutgoingLeg(loop, point, invitation, call);
    leg.asking.orElseThrow().invite.send();
    return leg;
  }

  @Override
  public String callId() {
    return callId;
  }

  @Override
  public void cancel() {
    cancelWanted = true;
    if (provisional) {
      sendCancel();
    } // else nothing may be cancelled yet (RFC 3261 §9.1): the first provisional response does it
  }

  private void sendCancel() {
    if (cancelSent || asking.isEmpty()) {
      return;
    }
    cancelSent = true;
    Asking asked = asking.get();
    new ClientRequest(
            loop.stack(), asked.channel, loop.requests().cancel(asked.names, point), IGNORE_OUTCOME)
        .send();
    loop.timers().schedule(loop.clock().nanos(), AnsweredRequests.LIFETIME_NANOS, this::giveUp);
  }

  /** No final response in 64·T1 after a CANCEL counts as cancelled (RFC 3261 §9.1). */
  private void giveUp() {
    if (asking.isPresent()) {
      asking.get().invite.abandon();
      asking = Optional.empty();
      call().calleeUnreachable();
    }
  }

  /**
   * A 2xx that belongs to no leg: of another branch of a forked INVITE, or too late. It is
   * acknowledged and ended (RFC 3261 §13.2.2.4).
   */
  static void disown(SipLoop loop, ListeningPoint point, SIPResponse response) {
    Dialog stray =
        Targets.ofResponse(
            response,
            response.getFromTag(),
            Targets.value((gov.nist.javax.sip.header.SIPHeader) response.getFrom()),
            SipLoop.sourceOf(response));
    PeerChannel channel = point.channelTo(stray.peer());
    channel.send(
        loop.requests().within(stray, "ACK", stray.localSequence(), point, "", Body.NONE).bytes());
    Dialog next = stray.withNextSequence();
    new ClientRequest(
            loop.stack(),
            channel,
            loop.requests()
                .within(
                    next,
                    "BYE",
                    next.localSequence(),
                    point,
                    ResponseWriter.reason(HangupCause.NORMAL),
                    Body.NONE),
            IGNORE_OUTCOME)
        .send();
  }

  private static final ClientRequest.Outcome IGNORE_OUTCOME =
      new ClientRequest.Outcome() {
        @Override
        public void response(SIPResponse response) {}

        @Override
        public void timeout() {}
      };

  /** What comes of the INVITE. */
  private final class InviteOutcome implements ClientRequest.Outcome {
    @Override
    public void response(SIPResponse response) {
      int status = response.getStatusCode();
      if (status < 200) {
        progressed(status, response);
      } else if (status < 300) {
        answered(response);
      } else if (asking.isPresent()) {
        asking = Optional.empty();
        call().calleeRefused(status, Reasons.q850(response));
      }
    }

    @Override
    public void timeout() {
      if (asking.isPresent()) {
        asking = Optional.empty();
        call().calleeUnreachable();
      }
    }

    private void progressed(int status, SIPResponse response) {
      provisional = true;
      if (cancelWanted) {
        sendCancel();
      } else if (status > 100) {
        call().calleeProgressed(status, Bodies.of(response));
      }
    }

    private void answered(SIPResponse response) {
      if (isEstablished()) {
        if (dialog().remoteTag().equals(response.getToTag())) {
          acknowledgeAgain();
        } else {
          disown(loop, point, response);
        }
        return;
      }
      if (asking.isEmpty()) {
        disown(loop, point, response);
        return;
      }
      Asking asked = asking.get();
      asking = Optional.empty();
      establish(
          Targets.ofResponse(
              response,
              asked.names.localTag(),
              asked.names.from(),
              asked.invitation.gateway().address()));
      mustAcknowledge(INVITE_SEQUENCE);
      call().calleeAnswered(Bodies.of(response));
      if (!asked.invitation.offer().isEmpty() && owesAck()) {
        // Offer and answer are complete: no need to wait for the caller's ACK, which may be lost.
        acknowledge(Body.NONE);
      }
    }
  }
}
