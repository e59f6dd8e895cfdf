package io.tollgate.proxy.sip;

import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.call.CallerLeg;
import io.tollgate.proxy.call.LegListener;
import io.tollgate.proxy.call.PriceNotice;
import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.sip.transport.ServerInvite;
import java.util.Optional;

/**
 * The leg towards a caller, from its INVITE on (RFC 3261 §13.3).
 *
 * <p>Confined to its loop.
 */
final class IncomingLeg extends SipLeg implements CallerLeg {
  private final IncomingRequest invite;
  private final ServerInvite transaction;
  private final String localTag;
  private final String head;
  private boolean answered;

  /** Takes the INVITE: sends 100, so that it is not sent again. */
  IncomingLeg(SipLoop loop, IncomingRequest invite) {
    super(loop, invite.processor());
    this.invite = invite;
    this.localTag = loop.identifiers().tag();
    this.transaction =
        new ServerInvite(loop.stack(), invite.replyChannel(), invite.message(), invite.inviteKey());
    this.head = loop.responses().head(invite, localTag);
    loop.invites().put(invite.inviteKey(), this);
    respond(invite, transaction, 100, head, "", Body.NONE);
  }

  @Override
  public String callId() {
    return invite.callId();
  }

  @Override
  public void attach(LegListener call) {
    listen(call);
  }

  @Override
  public void progress(int status, Body body) {
    if (!answered) {
      respond(invite, transaction, status, head, ResponseWriter.contact(processor), body);
    }
  }

  @Override
  public void answer(Body body, Optional<PriceNotice> price) {
    conclude();
    establish(Targets.ofRequest(invite, localTag));
    respond(
        invite,
        transaction,
        200,
        head,
        ResponseWriter.contact(processor) + ResponseWriter.ALLOW + ResponseWriter.rate(price),
        body);
  }

  @Override
  public void refuse(Refusal refusal) {
    conclude();
    respond(
        invite,
        transaction,
        refusal.status(),
        head,
        loop.responses().refusalHeaders(refusal) + RequestChecks.unsupported(invite.message()),
        Body.NONE);
  }

  /** Its CANCEL (RFC 3261 §9.2): answered whatever comes of it. */
  void cancelReceived(IncomingRequest cancel) {
    loop.reply(cancel, 200, "", localTag);
    if (!answered) {
      call().callerCancelled();
    }
  }

  private void conclude() {
    answered = true;
    loop.invites().remove(invite.inviteKey(), this);
  }
}
