package io.tollgate.proxy.call;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/**
 * What an INVITE says that the edge decides by, free of SIP's own types.
 *
 * @param source where it came from
 * @param requestUri the Request-URI as received
 * @param toUser its user part with parameters, decoded; number and parameters of a {@code tel:} URI
 * @param requestHost its host; empty for {@code tel:}
 * @param identity who it says is calling
 * @param userAgent what the caller's software calls itself; empty where it does not say
 * @param authorizations the values of Proxy-Authorization, as received
 * @param maxForwards hops left, 1 or more
 * @param callId its Call-ID
 * @param offer its body
 * @param receivedNanos when it was read from the socket, monotonic
 * @param receivedAt the same by the wall's clock
 */
public record CallRequest(
    InetSocketAddress source,
    String requestUri,
    String toUser,
    String requestHost,
    ClaimedIdentity identity,
    String userAgent,
    List<String> authorizations,
    int maxForwards,
    String callId,
    Body offer,
    long receivedNanos,
    Instant receivedAt) {

  /** The user part of From without parameters; empty where there is none. */
  public String fromUser() {
    int end = identity.from().indexOf(';');
    return end < 0 ? identity.from() : identity.from().substring(0, end);
  }
}
