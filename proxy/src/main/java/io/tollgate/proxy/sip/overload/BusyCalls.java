package io.tollgate.proxy.sip.overload;

import io.tollgate.proxy.call.CallObserver;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.observe.SipObserver;
import io.tollgate.proxy.sip.screen.RawRequest;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import java.net.InetSocketAddress;

/**
 * Turns away the new calls that a loop has no time for: unparsed, unrecorded, and with nothing kept
 * of them. Their senders are told when to try again.
 *
 * <p>Confined to its loop.
 */
public final class BusyCalls {
  private final CallObserver calls;
  private final SipObserver wire;
  private final String headers;
  private final long key;

  /**
   * Turns calls away in these words.
   *
   * @param headers header lines that say why, each with its line end
   * @param key makes tags that nobody can guess
   */
  public BusyCalls(CallObserver calls, SipObserver wire, String headers, long key) {
    this.calls = calls;
    this.wire = wire;
    this.headers = headers;
    this.key = key;
  }

  /**
   * Turns an INVITE away.
   *
   * @param hash the same for the same INVITE come again, which gets the same answer
   */
  public void turnAway(byte[] invite, InetSocketAddress source, ListeningPoint point, long hash) {
    calls.received();
    calls.refused(HangupCause.OVERLOAD);
    wire.turnedAway();
    String tag = RawRequest.BUSY_TAG + Long.toUnsignedString(hash ^ key, Character.MAX_RADIX);
    BusyAnswer.to(invite, source, headers, tag)
        .ifPresent(answer -> point.channelTo(answer.to(), source).send(answer.bytes()));
  }
}
