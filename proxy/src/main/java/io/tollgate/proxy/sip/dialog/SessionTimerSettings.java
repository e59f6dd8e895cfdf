package io.tollgate.proxy.sip.dialog;

import java.time.Duration;

/**
 * How calls are kept alive, and the dead ones found (RFC 4028).
 *
 * @param on whether they are; where not, no timer is offered, and one that is asked for not granted
 * @param expires the longest time without a sign of life from either side of a call
 * @param min the shortest that a peer may ask for; below, 422 says so
 */
public record SessionTimerSettings(boolean on, Duration expires, Duration min) {
  /** The least that RFC 4028 allows (§4). */
  public static final Duration LEAST = Duration.ofSeconds(90);

  /** 30 minutes as §4 recommends. */
  public static final SessionTimerSettings DEFAULT =
      new SessionTimerSettings(true, Duration.ofMinutes(30), LEAST);

  /** No timers. */
  public static final SessionTimerSettings OFF =
      new SessionTimerSettings(false, DEFAULT.expires(), LEAST);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException where they contradict each other
   */
  public SessionTimerSettings {
    if (min.compareTo(LEAST) < 0 || expires.compareTo(min) < 0) {
      throw new IllegalArgumentException("90 s <= min <= expires, not " + min + ", " + expires);
    }
  }

  int expiresSeconds() {
    return (int) expires.toSeconds();
  }

  /** The shortest interval that a peer may ask for, in seconds. */
  public int minSeconds() {
    return (int) min.toSeconds();
  }
}
