package io.tollgate.proxy.sip.message;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import io.tollgate.proxy.call.CallRequest;
import io.tollgate.proxy.route.pop.Verdicts;
import io.tollgate.proxy.sip.header.ClaimedIdentities;
import io.tollgate.proxy.sip.header.ForwardingHeaders;
import io.tollgate.proxy.sip.header.HeaderValue;
import io.tollgate.proxy.sip.header.Users;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.trunk.Presented;
import java.util.ArrayList;
import java.util.List;
import javax.sip.address.URI;
import javax.sip.header.ProxyAuthorizationHeader;
import javax.sip.header.UserAgentHeader;

/** Says what an INVITE says in the words of the call. Pure functions. */
public final class CallRequests {
  private static final int MAX_FORWARDS = 70;

  private CallRequests() {}

  /** The request behind an INVITE. */
  public static CallRequest of(IncomingRequest invite, Clock clock) {
    SIPRequest message = invite.message();
    return new CallRequest(
        presented(invite, ProxyAuthorizationHeader.NAME),
        ClaimedIdentities.of(message),
        ForwardingHeaders.of(message),
        maxForwards(message),
        invite.callId(),
        invite.body(),
        invite.nanos(),
        clock.now(),
        message.getHeader(Verdicts.HEADER) instanceof SIPHeader verdict
            ? HeaderValue.of(verdict)
            : "");
  }

  /**
   * What a request shows of who sent it.
   *
   * @param credentialsHeader Proxy-Authorization, or Authorization where the edge is asked itself
   */
  public static Presented presented(IncomingRequest request, String credentialsHeader) {
    SIPRequest message = request.message();
    URI uri = message.getRequestURI();
    URI from = message.getFrom().getAddress().getURI();
    return new Presented(
        request.arrival(),
        message.getMethod(),
        uri.toString(),
        host(uri),
        Users.of(uri),
        Users.bare(from),
        host(from),
        userAgent(message),
        authorizations(message, credentialsHeader));
  }

  private static String host(URI uri) {
    return uri instanceof SipUri sip && sip.getHost() != null ? sip.getHost() : "";
  }

  /** Hops left; 70 where the header is missing. */
  static int maxForwards(SIPRequest message) {
    return message.getMaxForwards() == null
        ? MAX_FORWARDS
        : message.getMaxForwards().getMaxForwards();
  }

  /** What the sender's software calls itself; empty where it does not say. */
  public static String userAgent(SIPRequest message) {
    return message.getHeader(UserAgentHeader.NAME) instanceof SIPHeader header
        ? HeaderValue.of(header)
        : "";
  }

  private static List<String> authorizations(SIPRequest message, String header) {
    if (message.getHeader(header) == null) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    message
        .getHeaders(header)
        .forEachRemaining(credentials -> values.add(HeaderValue.of(credentials)));
    return values;
  }
}
