package io.tollgate.proxy.sip;

import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.call.Body;
import java.time.Duration;

/**
 * The session of one leg: what both sides have described, and how it is kept alive (RFC 4028).
 *
 * <p>Confined to its loop.
 */
final class LegSession {
  /** Calls that were carried on together are not refreshed at one moment. */
  private static final Duration RESUMED_WITHIN = Duration.ofSeconds(30);

  private final SipLoop loop;
  private final Descriptions descriptions = new Descriptions();
  private final SessionTimer timer;
  private int leastInterval;

  /**
   * No session yet.
   *
   * @param refresh gives a sign of life
   * @param expired the other side gave none in time
   */
  LegSession(SipLoop loop, Runnable refresh, Runnable expired) {
    this.loop = loop;
    this.leastInterval = loop.sessionTimer().minSeconds();
    this.timer = new SessionTimer(loop.clock(), loop.timers(), refresh, expired);
  }

  /** It begins, or goes on under other terms. */
  void begin(SessionTerms terms, Body sent, Body received) {
    descriptions.agree(sent, received);
    timer.start(terms);
  }

  /** Both sides have described it anew; an empty body says nothing. */
  void agree(Body sent, Body received) {
    descriptions.agree(sent, received);
  }

  /** Whether the other side has not described it so before. */
  boolean wouldChangeBy(Body received) {
    return descriptions.wouldChangeBy(received);
  }

  /** How we described it last. */
  Body ours() {
    return descriptions.ours();
  }

  /** A sign of life could not be given now: soon again, while time lasts. */
  void tryAgain() {
    timer.tryAgain();
  }

  /** The other side has given a sign of life, without saying more. */
  void goOn() {
    timer.start(timer.terms());
  }

  /** Whether the other side knows of session timers. */
  boolean peerSupports() {
    return timer.terms().peerSupports();
  }

  void stop() {
    timer.stop();
  }

  /** The headers that ask for its terms in an INVITE of ours. */
  String asking() {
    return timer.terms().asking(leastInterval);
  }

  /** They want a longer interval (RFC 4028 §7.3); false where they do not say which. */
  boolean raiseInterval(SIPResponse response) {
    int wanted = SessionTerms.minSe(response);
    if (wanted <= leastInterval) {
      return false;
    }
    leastInterval = wanted;
    return true;
  }

  /** The shortest interval that both sides take, in seconds. */
  int leastInterval() {
    return leastInterval;
  }

  /** All that another process needs to carry it on. */
  SessionState state() {
    return new SessionState(timer.terms(), descriptions);
  }

  /** Goes on where another process stopped. */
  void resume(SessionState state) {
    descriptions.agree(state.ours(), state.theirs());
    timer.resume(
        state.terms(), Duration.ofMillis(loop.random().nextLong(RESUMED_WITHIN.toMillis())));
  }
}
