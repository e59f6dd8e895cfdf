package io.tollgate.proxy.sip;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import io.tollgate.proxy.call.CallRequest;
import io.tollgate.proxy.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sip.address.URI;
import javax.sip.header.ProxyAuthorizationHeader;
import javax.sip.header.UserAgentHeader;

/** Says what an INVITE says in the words of the call. Pure functions. */
final class CallRequests {
  private static final int MAX_FORWARDS = 70;

  private CallRequests() {}

  /** The request behind an INVITE. */
  static CallRequest of(IncomingRequest invite, Clock clock) {
    SIPRequest message = invite.message();
    URI uri = message.getRequestURI();
    return new CallRequest(
        invite.source(),
        uri.toString(),
        Users.of(uri),
        uri instanceof SipUri sip ? sip.getHost() : "",
        ClaimedIdentities.of(message),
        userAgent(message),
        authorizations(message),
        maxForwards(message),
        invite.callId(),
        invite.body(),
        invite.nanos(),
        clock.now());
  }

  /** Hops left; 70 where the header is missing. */
  static int maxForwards(SIPRequest message) {
    return message.getMaxForwards() == null
        ? MAX_FORWARDS
        : message.getMaxForwards().getMaxForwards();
  }

  private static String userAgent(SIPRequest message) {
    return message.getHeader(UserAgentHeader.NAME) instanceof SIPHeader header
        ? Targets.value(header)
        : "";
  }

  private static List<String> authorizations(SIPRequest message) {
    if (message.getHeader(ProxyAuthorizationHeader.NAME) == null) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    message
        .getHeaders(ProxyAuthorizationHeader.NAME)
        .forEachRemaining(header -> values.add(Targets.value(header)));
    return values;
  }
}
