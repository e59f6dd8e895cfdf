package io.tollgate.proxy.sip.leg;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.call.CalleeLeg;
import io.tollgate.proxy.call.Invitation;
import io.tollgate.proxy.call.LegListener;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayUri;
import io.tollgate.proxy.route.pop.SteeringSettings;
import io.tollgate.proxy.route.pop.VerdictTerms;
import io.tollgate.proxy.route.pop.Verdicts;
import io.tollgate.proxy.sip.dialog.Dialog;
import io.tollgate.proxy.sip.dialog.Hop;
import io.tollgate.proxy.sip.dialog.SessionTerms;
import io.tollgate.proxy.sip.header.Bodies;
import io.tollgate.proxy.sip.header.Challenges;
import io.tollgate.proxy.sip.header.HeaderRule;
import io.tollgate.proxy.sip.header.HeaderValue;
import io.tollgate.proxy.sip.header.Reasons;
import io.tollgate.proxy.sip.message.RequestWriter.LegNames;
import io.tollgate.proxy.sip.transport.ClientRequest;
import io.tollgate.proxy.sip.transport.EncodedRequest;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import io.tollgate.proxy.sip.transport.PeerChannel;
import io.tollgate.proxy.trunk.ChallengeResponder;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The leg towards a gateway, from our INVITE on (RFC 3261 §13.2).
 *
 * <p>Confined to its loop.
 */
public final class OutgoingLeg extends SipLeg implements CalleeLeg {
  private static final int CHALLENGE = 401;
  private static final int PROXY_CHALLENGE = 407;
  private static final int INTERVAL_TOO_SMALL = 422;

  private final String callId;
  private final Optional<ChallengeResponder> login;
  private Optional<Asking> asking;
  private String shown = "";

  /**
   * The INVITE that waits for its final answer. Let go with it: calls last, and offers are large.
   */
  private record Asking(
      Invitation invitation, LegNames names, long sequence, ClientInvite invite) {}

  private OutgoingLeg(SipLoop loop, ListeningPoint point, Invitation invitation, LegListener call) {
    super(loop, point);
    LegNames names = loop.requests().names(invitation, point);
    this.callId = names.callId();
    this.login =
        invitation
            .gateway()
            .terms()
            .login()
            .map(known -> new ChallengeResponder(known, loop.identifiers()::tag));
    this.asking = Optional.of(asking(invitation, names, 1));
    listen(call);
  }

  /** Sends an INVITE. */
  public static OutgoingLeg invite(
      SipLoop loop, ListeningPoint point, Invitation invitation, LegListener call) {
    OutgoingLeg leg = new OutgoingLeg(loop, point, invitation, call);
    leg.asking.orElseThrow().invite.send();
    return leg;
  }

  private Asking asking(Invitation invitation, LegNames names, long sequence) {
    String headers =
        SessionTerms.opening(loop.sessionTimer(), leastInterval())
            + credentials("INVITE", names.requestUri())
            + verdict(invitation, names);
    InetSocketAddress gateway = invitation.gateway().address();
    EncodedRequest request = loop.requests().invite(names, sequence, invitation, point(), headers);
    Optional<ListeningPoint> instead =
        invitation.gateway().flow().isPresent()
            ? Optional.empty() // nobody can open another way to it
            : loop.largeRequests()
                .instead(point(), gateway, request.bytes().length, loop.clock().nanos());
    if (instead.isPresent()) {
      speakFrom(instead.get());
      request = loop.requests().invite(names, sequence, invitation, point(), headers);
    }
    ClientInvite invite =
        new ClientInvite(
            loop,
            point().channelTo(gateway),
            request,
            () -> loop.requests().cancel(names, sequence, point()),
            invitation.gateway().dispatch().setupTimer(),
            new InviteOutcome());
    return new Asking(invitation, names, sequence, invite);
  }

  /** Another point of presence is told that it need not admit and price the call again. */
  private String verdict(Invitation invitation, LegNames names) {
    Gateway gateway = invitation.gateway();
    if (loop.verdicts().isEmpty() || !gateway.carrier().equals(SteeringSettings.CARRIER)) {
      return "";
    }
    String e164 = invitation.to().e164().toString();
    String dialled =
        invitation.to() instanceof DialledNumber.Code(String code, E164 _, boolean _) ? code : e164;
    VerdictTerms terms =
        new VerdictTerms(
            invitation.routePolicy(), invitation.to().isEmergency(), invitation.price());
    return HeaderRule.VERDICT.line(
        loop.verdicts()
            .get()
            .sign(
                new Verdicts.Subject(names.callId(), dialled, e164.substring(1)),
                terms,
                gateway.id(),
                loop.clock().now()));
  }

  @Override
  public String callId() {
    return callId;
  }

  @Override
  boolean ownsCallId() {
    return true;
  }

  @Override
  boolean meetsChallenge(SIPResponse response) {
    if (login.isEmpty()) {
      return false;
    }
    boolean proxy = response.getStatusCode() == PROXY_CHALLENGE;
    if (!proxy && response.getStatusCode() != CHALLENGE) {
      login.get().accepted();
      return false;
    }
    return login.get().challenged(proxy, Challenges.of(response, proxy));
  }

  /** An ACK shows what its INVITE showed (RFC 3261 §22.1). */
  @Override
  String credentials(String method, String requestUri) {
    if (login.isEmpty()) {
      return "";
    }
    if (!method.equals("ACK")) {
      String now = login.get().credentials(method, requestUri);
      if (!method.equals("INVITE")) {
        return now;
      }
      shown = now;
    }
    return shown;
  }

  @Override
  public void cancel() {
    asking.ifPresent(asked -> asked.invite.cancel());
  }

  /**
   * A 2xx that belongs to no leg: of another branch of a forked INVITE, or too late. It is
   * acknowledged and ended (RFC 3261 §13.2.2.4).
   */
  public static void disown(SipLoop loop, ListeningPoint point, SIPResponse response) {
    Dialog stray =
        Targets.ofResponse(
            response,
            response.getFromTag(),
            HeaderValue.of((SIPHeader) response.getFrom()),
            Hop.to(point.carriedBy(), SipLoop.sourceOf(response)),
            Nat.OFF);
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
                    Reasons.header(HangupCause.NORMAL.q850()),
                    Body.NONE),
            IGNORE_OUTCOME)
        .send();
  }

  /** What comes of the INVITE. */
  private final class InviteOutcome implements ClientInvite.Outcome {
    @Override
    public void progressed(SIPResponse response) {
      call().calleeProgressed(response.getStatusCode(), fork(response), Bodies.of(response));
    }

    @Override
    public void answered(SIPResponse response) {
      if (isEstablished() && dialog().remoteTag().equals(tag(response))) {
        acknowledgeAgain();
      } else if (isEstablished()) {
        disown(loop, point(), response);
      } else if (asking.isEmpty()) {
        disown(loop, point(), response);
        call().calleeAnsweredTooLate(callId);
      } else {
        answeredFirst(response, asking.get());
      }
    }

    private void answeredFirst(SIPResponse response, Asking asked) {
      asking = Optional.empty();
      Hop hop = Hop.to(point().carriedBy(), asked.invitation.gateway().address());
      Dialog made =
          Targets.ofResponse(
              response,
              asked.names.localTag(),
              asked.names.from(),
              hop,
              asked.invitation.gateway().terms().nat());
      boolean registered = asked.invitation.gateway().flow().isPresent();
      // Whatever its Contact says, a client that has registered is where it registered from.
      establish(registered ? made.withRemoteTarget(made.remoteTarget(), hop) : made);
      mustAcknowledge(asked.sequence);
      login.ifPresent(ChallengeResponder::accepted);
      Body answer = Bodies.of(response);
      Body offer = asked.invitation.offer();
      begin(SessionTerms.ofResponse(response, loop.sessionTimer()), offer, answer);
      call().calleeAnswered(fork(response), answer);
      if (!offer.isEmpty() && owesAck()) {
        // Offer and answer are complete: no need to wait for the caller's ACK, which may be lost.
        acknowledge(Body.NONE);
      }
    }

    /** Where TCP was only for the INVITE's length, UDP has to do. */
    @Override
    public void unconnected(Unreachable why) {
      if (asking.isEmpty()) {
        return;
      }
      Asking asked = asking.get();
      GatewayUri gateway = asked.invitation.gateway().uri();
      if (point().carriedBy() == gateway.transport() || asked.invite.isCancelled()) {
        unreachable(why);
        return;
      }
      loop.largeRequests().refused(gateway.address(), loop.clock().nanos());
      speakFrom(loop.points().best(gateway.transport(), gateway.address().getAddress()));
      Asking next = asking(asked.invitation, loop.requests().again(asked.names), asked.sequence);
      asking = Optional.of(next);
      next.invite.send();
    }

    @Override
    public void refused(SIPResponse response) {
      if (asking.isEmpty()) {
        return;
      }
      Asking asked = asking.get();
      boolean again =
          !asked.invite.isCancelled()
              && (meetsChallenge(response)
                  || response.getStatusCode() == INTERVAL_TOO_SMALL && raiseInterval(response));
      if (again) {
        Asking next =
            asking(asked.invitation, loop.requests().again(asked.names), asked.sequence + 1);
        asking = Optional.of(next);
        next.invite.send();
      } else {
        asking = Optional.empty();
        giveWord(response);
      }
    }

    private void giveWord(SIPResponse response) {
      int status = response.getStatusCode();
      if (status < 400) {
        call().calleeRedirected(status, Targets.redirects(response));
      } else {
        call().calleeRefused(status, Reasons.q850(response));
      }
    }

    @Override
    public void silent() {
      unreachable(Unreachable.SILENT);
    }

    private void unreachable(Unreachable why) {
      if (asking.isPresent()) {
        asking = Optional.empty();
        call().calleeUnreachable(why);
      }
    }

    private String fork(SIPResponse response) {
      String tag = tag(response);
      return tag.isEmpty() ? "" : callId + ' ' + tag;
    }

    private static String tag(SIPResponse response) {
      String tag = response.getToTag();
      return tag == null ? "" : tag;
    }
  }
}
