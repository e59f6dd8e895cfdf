package io.tollgate.proxy.sip.reach;

import gov.nist.javax.sip.header.To;
import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.header.Users;
import io.tollgate.proxy.sip.leg.SipLoop;
import io.tollgate.proxy.sip.message.CallRequests;
import io.tollgate.proxy.sip.message.IncomingRequest;
import io.tollgate.proxy.sip.message.MethodPolicy;
import io.tollgate.proxy.sip.observe.SipObserver;
import io.tollgate.proxy.sip.observe.SipObserver.Registration;
import io.tollgate.proxy.trunk.Binding;
import io.tollgate.proxy.trunk.RegisterResult;
import io.tollgate.proxy.trunk.Registrations;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkVerdict;
import java.text.ParseException;
import java.util.List;
import java.util.OptionalLong;
import javax.sip.header.AuthorizationHeader;

/**
 * Answers REGISTER (RFC 3261 §10.3): who is it, may it, for whom, what then holds. Waits for
 * nothing. Trunks that may not register get the 405 that they would get anyway.
 *
 * <p>Confined to its loop.
 */
public final class Registrar {
  private final SipLoop loop;
  private final TrunkServices services;
  private final SipObserver wire;

  /** Answers on a loop. */
  public Registrar(SipLoop loop, TrunkServices services, SipObserver wire) {
    this.loop = loop;
    this.services = services;
    this.wire = wire;
  }

  /** Answers. */
  public void receive(IncomingRequest request) {
    TrunkVerdict verdict =
        services
            .authenticator()
            .authenticate(
                CallRequests.presented(request, AuthorizationHeader.NAME), request.nanos());
    switch (verdict) {
      case TrunkVerdict.Known(Trunk trunk) -> known(trunk, request);
      case TrunkVerdict.Challenge(HangupCause cause, List<String> challenges) -> {
        boolean wrong = cause == HangupCause.AUTH_FAILED;
        wire.registration(wrong ? Registration.WRONG_CREDENTIALS : Registration.CHALLENGED);
        refuse(request, Refusal.challengeByServer(cause, challenges));
      }
      case TrunkVerdict.Refused _ -> {
        wire.registration(Registration.REFUSED);
        loop.reply(request, 403, ""); // neither Reason nor Warning: a stranger learns nothing
      }
    }
  }

  private void known(Trunk trunk, IncomingRequest request) {
    String user = Users.bare(((To) request.message().getTo()).getAddress().getURI());
    if (!trunk.otherMethods().registration()) {
      wire.registration(Registration.REFUSED);
      refuse(request, MethodPolicy.notAllowed());
    } else if (!user.equals(trunk.user().orElseThrow().name())) {
      // Nobody registers for others (RFC 3261 §10.3 step 4).
      refuse(request, 403, "To names another user than the credentials", "");
    } else {
      register(trunk, request);
    }
  }

  private void register(Trunk trunk, IncomingRequest request) {
    try {
      RegisterResult result =
          services
              .registrations()
              .register(
                  trunk, RegisterRequests.of(request, loop.clock().now()), loop.clock().nanos());
      answer(trunk, request, result);
    } catch (ParseException e) {
      refuse(request, 400, e.getMessage(), "");
    }
  }

  private void answer(Trunk trunk, IncomingRequest request, RegisterResult result) {
    switch (result) {
      case RegisterResult.Done(List<Binding> bindings) -> {
        wire.registration(Registration.ACCEPTED);
        loop.reply(request, 200, contacts(bindings));
        Registrations registrations = services.registrations();
        again(trunk.id(), registrations.claimTimer(trunk.id(), loop.clock().nanos()));
      }
      case RegisterResult.TooBrief(var minimum) ->
          refuse(
              request,
              423,
              "registrations hold longer",
              "Min-Expires: " + minimum.toSeconds() + "\r\n");
      case RegisterResult.TooMany(int limit) ->
          refuse(request, 403, "at most " + limit + " contacts", "");
      case RegisterResult.OutOfOrder() ->
          refuse(request, 500, "CSeq is not above the last one's", "");
      case RegisterResult.NotAll() ->
          refuse(request, 400, "Contact: * goes alone, with Expires: 0", "");
    }
  }

  private String contacts(List<Binding> bindings) {
    StringBuilder headers = new StringBuilder();
    for (Binding binding : bindings) {
      headers
          .append("Contact: <")
          .append(binding.contact())
          .append(">;expires=")
          .append(binding.secondsLeft(loop.clock().nanos()))
          .append("\r\n");
    }
    return headers.toString();
  }

  /** Tidies a trunk up when its first binding runs out, on this loop's wheel. */
  private void again(String trunk, OptionalLong wait) {
    wait.ifPresent(
        delay ->
            loop.timers()
                .schedule(
                    loop.clock().nanos(),
                    delay,
                    () ->
                        again(
                            trunk, services.registrations().tidyUp(trunk, loop.clock().nanos()))));
  }

  private void refuse(IncomingRequest request, Refusal refusal) {
    loop.reply(request, refusal.status(), loop.responses().refusalHeaders(refusal));
  }

  private void refuse(IncomingRequest request, int status, String why, String headers) {
    wire.registration(Registration.REFUSED);
    loop.reply(request, status, headers + loop.responses().warning("register", why));
  }
}
