package io.tollgate.proxy.sip;

import io.tollgate.proxy.call.CallObserver;
import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.observe.SipObserver;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import java.net.InetSocketAddress;

/**
 * Turns away the new calls that a loop has no time for: unparsed, unrecorded, and with nothing kept
 * of them. Their senders are told when to try again.
 *
 * <p>Confined to its loop.
 */
final class BusyCalls {
  private final CallObserver calls;
  private final SipObserver wire;
  private final String headers;
  private final long key;

  BusyCalls(SipLoop loop, CallObserver calls, SipObserver wire) {
    this.calls = calls;
    this.wire = wire;
    this.headers =
        loop.responses()
            .refusalHeaders(Refusal.of(HangupCause.OVERLOAD, "more calls than can be served"));
    this.key = loop.random().nextLong();
  }

  /**
   * Turns an INVITE away.
   *
   * @param hash the same for the same INVITE come again, which gets the same answer
   */
  void turnAway(byte[] invite, InetSocketAddress source, ListeningPoint point, long hash) {
    calls.received();
    calls.refused(HangupCause.OVERLOAD);
    wire.turnedAway();
    String tag = RawRequest.BUSY_TAG + Long.toUnsignedString(hash ^ key, Character.MAX_RADIX);
    BusyAnswer.to(invite, source, headers, tag)
        .ifPresent(answer -> point.channelTo(answer.to(), source).send(answer.bytes()));
  }
}
