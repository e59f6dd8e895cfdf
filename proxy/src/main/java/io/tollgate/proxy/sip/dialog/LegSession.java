package io.tollgate.proxy.sip.dialog;

import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.TimerWheel;
import java.time.Duration;

/**
 * The session of one leg: what both sides have described, and how it is kept alive (RFC 4028).
 *
 * <p>Confined to its loop.
 */
public final class LegSession {
  private final Descriptions descriptions = new Descriptions();
  private final SessionTimer timer;
  private int leastInterval;

  /**
   * No session yet.
   *
   * @param refresh gives a sign of life
   * @param expired the other side gave none in time
   */
  public LegSession(
      SessionTimerSettings settings,
      Clock clock,
      TimerWheel timers,
      Runnable refresh,
      Runnable expired) {
    this.leastInterval = settings.minSeconds();
    this.timer = new SessionTimer(clock, timers, refresh, expired);
  }

  /** It begins, or goes on under other terms. */
  public void begin(SessionTerms terms, Body sent, Body received) {
    descriptions.agree(sent, received);
    timer.start(terms);
  }

  /** Both sides have described it anew; an empty body says nothing. */
  public void agree(Body sent, Body received) {
    descriptions.agree(sent, received);
  }

  /** Whether the other side has not described it so before. */
  public boolean wouldChangeBy(Body received) {
    return descriptions.wouldChangeBy(received);
  }

  /** How we described it last. */
  public Body ours() {
    return descriptions.ours();
  }

  /** A sign of life could not be given now: soon again, while time lasts. */
  public void tryAgain() {
    timer.tryAgain();
  }

  /** The other side has given a sign of life, without saying more. */
  public void goOn() {
    timer.start(timer.terms());
  }

  /** Whether the other side knows of session timers. */
  public boolean peerSupports() {
    return timer.terms().peerSupports();
  }

  /** It is over. */
  public void stop() {
    timer.stop();
  }

  /** The headers that ask for its terms in an INVITE of ours. */
  public String asking() {
    return timer.terms().asking(leastInterval);
  }

  /** They want a longer interval (RFC 4028 §7.3); false where they do not say which. */
  public boolean raiseInterval(SIPResponse response) {
    int wanted = SessionTerms.minSe(response);
    if (wanted <= leastInterval) {
      return false;
    }
    leastInterval = wanted;
    return true;
  }

  /** The shortest interval that both sides take, in seconds. */
  public int leastInterval() {
    return leastInterval;
  }

  /** All that another process needs to carry it on. */
  public SessionState state() {
    return new SessionState(timer.terms(), descriptions);
  }

  /**
   * Goes on where another process stopped.
   *
   * @param within the first sign of life of ours is given that soon
   */
  public void resume(SessionState state, Duration within) {
    descriptions.agree(state.ours(), state.theirs());
    timer.resume(state.terms(), within);
  }
}
