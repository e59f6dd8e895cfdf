package io.tollgate.proxy.sip.leg;

import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.call.CallerLeg;
import io.tollgate.proxy.call.LegListener;
import io.tollgate.proxy.call.PriceNotice;
import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.sip.dialog.SessionTerms;
import io.tollgate.proxy.sip.message.IncomingRequest;
import io.tollgate.proxy.sip.message.RequestChecks;
import io.tollgate.proxy.sip.message.ResponseWriter;
import io.tollgate.proxy.sip.transport.ServerInvite;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The leg towards a caller, from its INVITE on (RFC 3261 §13.3).
 *
 * <p>Confined to its loop.
 */
public final class IncomingLeg extends SipLeg implements CallerLeg {
  private final String callId;
  private final String localTag;
  private final boolean merged;
  private final Map<String, String> forks = new HashMap<>(2);
  private Optional<Pending> pending;
  private Nat nat = Nat.AUTO;

  /**
   * The INVITE that waits for its final answer. Let go with it: calls last, and requests are large.
   */
  private record Pending(IncomingRequest invite, ServerInvite transaction, String head) {}

  /** Takes the INVITE: sends 100, so that it is not sent again. */
  public IncomingLeg(SipLoop loop, IncomingRequest invite) {
    super(loop, invite.point());
    this.callId = invite.callId();
    this.localTag = loop.identifiers().tag();
    Pending asked =
        new Pending(
            invite,
            new ServerInvite(
                loop.stack(), invite.replyChannel(), invite.message(), invite.inviteKey()),
            loop.responses().head(invite, localTag));
    this.pending = Optional.of(asked);
    loop.invites().put(invite.inviteKey(), this);
    this.merged = loop.mergeable().putIfAbsent(invite.mergeKey(), this) != null;
    respond(asked, localTag, 100, "", Body.NONE);
  }

  @Override
  public String callId() {
    return callId;
  }

  @Override
  public void attach(LegListener call) {
    listen(call);
  }

  @Override
  public void nat(Nat believed) {
    nat = believed;
  }

  @Override
  boolean ownsCallId() {
    return false;
  }

  @Override
  public void progress(int status, String fork, Body body) {
    pending.ifPresent(
        asked ->
            respond(
                asked,
                tagOf(fork),
                status,
                ResponseWriter.contact(point(), asked.invite.asksForSips()),
                body));
  }

  @Override
  public void answer(String fork, Body body, Optional<PriceNotice> price) {
    String tag = tagOf(fork);
    Pending asked = conclude();
    establish(Targets.ofRequest(asked.invite, tag, nat));
    SessionTerms terms = SessionTerms.ofRequest(asked.invite.message(), loop.sessionTimer());
    respond(
        asked,
        tag,
        200,
        ResponseWriter.contact(point(), asked.invite.asksForSips())
            + ResponseWriter.ALLOW
            + ResponseWriter.SUPPORTED
            + terms.answered()
            + ResponseWriter.rate(price),
        body);
    begin(terms, body, asked.invite.body());
  }

  /**
   * Our tag in the dialog of one of the called sides. Each has a dialog of its own here too, since
   * each describes its media in its own way; the first has the tag of all other responses.
   */
  private String tagOf(String fork) {
    if (fork.isEmpty()) {
      return localTag;
    }
    return forks.computeIfAbsent(
        fork, another -> forks.isEmpty() ? localTag : loop.identifiers().tag());
  }

  @Override
  public void refuse(Refusal refusal) {
    Pending asked = conclude();
    respond(
        asked,
        localTag,
        refusal.status(),
        loop.responses().refusalHeaders(refusal)
            + RequestChecks.unsupported(asked.invite.message())
            + loop.leastInterval(refusal.cause()),
        Body.NONE);
  }

  @Override
  public void hangUp(HangupCause cause, int q850) {
    if (isEstablished()) {
      super.hangUp(cause, q850);
    } else if (pending.isPresent()) {
      refuse(Refusal.of(cause, "given up by the edge"));
    }
  }

  /** Its CANCEL (RFC 3261 §9.2): answered whatever comes of it. */
  public void cancelReceived(IncomingRequest cancel) {
    loop.reply(cancel, 200, "", localTag);
    if (pending.isPresent()) {
      call().callerCancelled();
    }
  }

  /** Whether the same INVITE is under way already, come by another way (RFC 3261 §8.2.2.2). */
  public boolean isMerged() {
    return merged;
  }

  /** Whether a request belongs to the dialog that its provisional responses have made. */
  public boolean isEarlyDialogOf(IncomingRequest request) {
    return (localTag.equals(request.toTag()) || forks.containsValue(request.toTag()))
        && callId.equals(request.callId())
        && pending.filter(asked -> asked.invite.fromTag().equals(request.fromTag())).isPresent();
  }

  /** Its BYE before the answer, which ends the call as a CANCEL does (RFC 3261 §15). */
  public void earlyByeReceived(IncomingRequest bye) {
    loop.reply(bye, 200, "");
    call().hungUp(this);
  }

  /** The final answer is about to go out. */
  private Pending conclude() {
    Pending asked = pending.orElseThrow();
    pending = Optional.empty();
    loop.invites().remove(asked.invite.inviteKey(), this);
    loop.mergeable().remove(asked.invite.mergeKey(), this);
    return asked;
  }

  private void respond(Pending asked, String tag, int status, String headers, Body body) {
    String head = tag.equals(localTag) ? asked.head : loop.responses().head(asked.invite, tag);
    respond(asked.invite, asked.transaction, status, head, headers, body);
  }
}
