package io.tollgate.proxy.sip;

import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.call.CalleeLeg;
import io.tollgate.proxy.call.Invitation;
import io.tollgate.proxy.call.LegListener;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.RequestWriter.LegNames;
import io.tollgate.proxy.sip.transport.ClientRequest;
import io.tollgate.proxy.sip.transport.UdpChannel;
import io.tollgate.proxy.sip.transport.UdpProcessor;

/**
 * The leg towards a gateway, from our INVITE on (RFC 3261 §13.2).
 *
 * <p>Confined to its loop.
 */
final class OutgoingLeg extends SipLeg implements CalleeLeg {
  private static final long INVITE_SEQUENCE = 1;

  private final Invitation invitation;
  private final LegNames names;
  private final UdpChannel channel;
  private final ClientRequest invite;
  private boolean provisional;
  private boolean cancelWanted;
  private boolean cancelSent;
  private boolean concluded;

  private OutgoingLeg(
      SipLoop loop, UdpProcessor processor, Invitation invitation, LegListener call) {
    super(loop, processor);
    this.invitation = invitation;
    this.names = loop.requests().names(invitation, processor);
    this.channel = processor.channelTo(invitation.gateway().address());
    this.invite =
        new ClientRequest(
            loop.stack(),
            channel,
            loop.requests().invite(names, invitation, processor),
            new InviteOutcome());
    listen(call);
  }

  /** Sends an INVITE. */
  static OutgoingLeg invite(
      SipLoop loop, UdpProcessor processor, Invitation invitation, LegListener call) {
    OutgoingLeg leg = new OutgoingLeg(loop, processor, invitation, call);
    leg.invite.send();
    return leg;
  }

  @Override
  public String callId() {
    return names.callId();
  }

  @Override
  public void cancel() {
    cancelWanted = true;
    if (provisional) {
      sendCancel();
    } // else nothing may be cancelled yet (RFC 3261 §9.1): the first provisional response does it
  }

  private void sendCancel() {
    if (cancelSent || concluded) {
      return;
    }
    cancelSent = true;
    new ClientRequest(
            loop.stack(), channel, loop.requests().cancel(names, processor), IGNORE_OUTCOME)
        .send();
    loop.timers()
        .schedule(
            loop.clock().nanos(),
            AnsweredRequests.LIFETIME_NANOS,
            () -> {
              // No final response in 64·T1 after a CANCEL counts as cancelled (RFC 3261 §9.1).
              if (!concluded) {
                concluded = true;
                invite.abandon();
                call().calleeUnreachable();
              }
            });
  }

  /**
   * A 2xx that belongs to no leg: of another branch of a forked INVITE, or too late. It is
   * acknowledged and ended (RFC 3261 §13.2.2.4).
   */
  static void disown(SipLoop loop, UdpProcessor processor, SIPResponse response) {
    Dialog stray =
        Targets.ofResponse(
            response,
            response.getFromTag(),
            Targets.value((gov.nist.javax.sip.header.SIPHeader) response.getFrom()),
            SipLoop.sourceOf(response));
    UdpChannel channel = processor.channelTo(stray.peer());
    channel.send(
        loop.requests()
            .within(stray, "ACK", stray.localSequence(), processor, "", Body.NONE)
            .encodeAsBytes("udp"));
    Dialog next = stray.withNextSequence();
    new ClientRequest(
            loop.stack(),
            channel,
            loop.requests()
                .within(
                    next,
                    "BYE",
                    next.localSequence(),
                    processor,
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
      } else if (!concluded) {
        concluded = true;
        call().calleeRefused(status, Reasons.q850(response));
      }
    }

    @Override
    public void timeout() {
      if (!concluded) {
        concluded = true;
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
          disown(loop, processor, response);
        }
        return;
      }
      if (concluded) {
        disown(loop, processor, response);
        return;
      }
      concluded = true;
      establish(
          Targets.ofResponse(
              response, names.localTag(), names.from(), invitation.gateway().address()));
      mustAcknowledge(INVITE_SEQUENCE);
      call().calleeAnswered(Bodies.of(response));
      if (!invitation.offer().isEmpty() && owesAck()) {
        // Offer and answer are complete: no need to wait for the caller's ACK, which may be lost.
        acknowledge(Body.NONE);
      }
    }
  }
}
