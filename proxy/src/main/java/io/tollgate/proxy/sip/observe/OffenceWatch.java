package io.tollgate.proxy.sip.observe;

import io.tollgate.proxy.admission.Offence;
import io.tollgate.proxy.admission.SourceGuard;
import java.net.InetAddress;

/**
 * Lays what is wrong with a message at the door of its sender: whatever the receiver tells of while
 * it reads one, the guard hears of with the source. Everything is passed on.
 *
 * <p>Confined to its loop.
 */
public final class OffenceWatch implements SipObserver {
  private final SipObserver next;
  private final SourceGuard guard;
  private InetAddress source = InetAddress.ofLiteral("0.0.0.0");
  private long nanos;

  /** Tells both. */
  public OffenceWatch(SipObserver next, SourceGuard guard) {
    this.next = next;
    this.guard = guard;
  }

  /** The message that is read from now on came from here. */
  public void reading(InetAddress from, long nowNanos) {
    source = from;
    nanos = nowNanos;
  }

  @Override
  public void malformed(Malformed reason) {
    guard.offended(source, Offence.MALFORMED, nanos);
    next.malformed(reason);
  }

  @Override
  public void ignored() {
    guard.offended(source, Offence.PROBE, nanos);
    next.ignored();
  }

  @Override
  public void received(int datagrams) {
    next.received(datagrams);
  }

  @Override
  public void sent() {
    next.sent();
  }

  @Override
  public void stray() {
    next.stray();
  }

  /** Who it is that registers, the authenticator has looked at, and told. */
  @Override
  public void registration(Registration outcome) {
    next.registration(outcome);
  }

  @Override
  public void turnedAway() {
    next.turnedAway();
  }

  @Override
  public void load(int loop, long delayNanos, boolean shedding) {
    next.load(loop, delayNanos, shedding);
  }

  @Override
  public void holds(int loop, LoopHoldings holdings) {
    next.holds(loop, holdings);
  }

  @Override
  public void lag(int loop, long lagNanos) {
    next.lag(loop, lagNanos);
  }
}
