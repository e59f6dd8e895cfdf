package io.tollgate.proxy.call;

import io.tollgate.proxy.trunk.Arrival;
import io.tollgate.proxy.trunk.Presented;
import io.tollgate.rating.number.E164;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an INVITE says that the edge decides by, free of SIP's own types.
 *
 * @param presented what it shows of who sent it
 * @param identity who it says is calling
 * @param forwardings by whom it says it was sent on
 * @param maxForwards hops left, 1 or more
 * @param callId its Call-ID
 * @param offer its body
 * @param receivedNanos when it was read from the socket, monotonic
 * @param receivedAt the same by the wall's clock
 * @param verdict what another point of presence says of it; empty where none does
 */
public record CallRequest(
    Presented presented,
    ClaimedIdentity identity,
    Forwardings forwardings,
    int maxForwards,
    String callId,
    Body offer,
    long receivedNanos,
    Instant receivedAt,
    String verdict) {
  private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("0.0.0.0", 5060);

  /** One that came by UDP, at a listening point that does not matter. */
  public CallRequest(
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
    this(
        new Presented(
            Arrival.udp(source, SOMEWHERE),
            "INVITE",
            requestUri,
            requestHost,
            toUser,
            identity.from(),
            "",
            userAgent,
            authorizations),
        identity,
        Forwardings.NONE,
        maxForwards,
        callId,
        offer,
        receivedNanos,
        receivedAt,
        "");
  }

  /**
   * The same from a sender within our trust domain, whose word of who sent it on is believed.
   *
   * @param reader reads a number as the sender writes it
   */
  CallRequest believed(Function<String, Optional<E164>> reader) {
    return new CallRequest(
        presented,
        identity,
        forwardings.believedOf(reader),
        maxForwards,
        callId,
        offer,
        receivedNanos,
        receivedAt,
        verdict);
  }

  /** Where it came from. */
  public InetSocketAddress source() {
    return presented.arrival().source();
  }

  /** The user part of the Request-URI as dial plans read it, with parameters. */
  public String toUser() {
    return presented.toUser();
  }
}
