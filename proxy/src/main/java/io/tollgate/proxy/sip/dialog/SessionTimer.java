package io.tollgate.proxy.sip.dialog;

import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.TimerWheel;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps one session alive, and notices when it is not (RFC 4028 §10): asks for a refresh at half of
 * the interval where that is ours to do, and gives up 32 s, or a third of the interval, before its
 * end, so that the BYE finds the other side still there.
 *
 * <p>Confined to its loop.
 */
final class SessionTimer {
  private static final long SECOND = 1_000_000_000L;
  private static final int LONGEST_MARGIN_SECONDS = 32;

  /** Between two tries of a refresh that came to nothing. */
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

  private final Clock clock;
  private final TimerWheel timers;
  private final Runnable refresh;
  private final Runnable expired;
  private SessionTerms terms = SessionTerms.NONE;
  private long deadline;
  private Optional<TimerWheel.Timeout> next = Optional.empty();

  /**
   * A timer that does not run yet.
   *
   * @param refresh sends a sign of life, then tells of its success by {@link #start}, or of its
   *     failure by {@link #tryAgain}
   * @param expired run once where the other side was silent for too long
   */
  SessionTimer(Clock clock, TimerWheel timers, Runnable refresh, Runnable expired) {
    this.clock = clock;
    this.timers = timers;
    this.refresh = refresh;
    this.expired = expired;
  }

  /** What is agreed at present. */
  SessionTerms terms() {
    return terms;
  }

  /** There was a sign of life: counts from here on, by these terms. */
  void start(SessionTerms agreed) {
    stop();
    terms = agreed;
    if (agreed.areAgreed()) {
      int margin = Math.min(LONGEST_MARGIN_SECONDS, agreed.interval() / 3);
      deadline = clock.nanos() + (agreed.interval() - margin) * SECOND;
      if (agreed.weRefresh()) {
        schedule(agreed.interval() * SECOND / 2, this::refreshNow);
      } else {
        awaitDeadline();
      }
    }
  }

  /**
   * Goes on with a session of another process: nobody knows how old the last sign of life is.
   *
   * @param within the first refresh comes that soon
   */
  void resume(SessionTerms agreed, Duration within) {
    start(agreed);
    if (agreed.areAgreed() && agreed.weRefresh()) {
      schedule(within.toNanos(), this::refreshNow);
    }
  }

  /** The refresh came to nothing, or could not be sent: there will be others, while time lasts. */
  void tryAgain() {
    if (terms.areAgreed() && terms.weRefresh()) {
      long left = deadline - clock.nanos();
      if (left > BETWEEN_TRIES.toNanos()) {
        schedule(BETWEEN_TRIES.toNanos(), this::refreshNow);
      } else {
        awaitDeadline();
      }
    }
  }

  /** The session is over. */
  void stop() {
    next.ifPresent(TimerWheel.Timeout::cancel);
    next = Optional.empty();
  }

  private void refreshNow() {
    awaitDeadline();
    refresh.run();
  }

  private void awaitDeadline() {
    schedule(Math.max(0, deadline - clock.nanos()), expired);
  }

  private void schedule(long delayNanos, Runnable task) {
    stop();
    next = Optional.of(timers.schedule(clock.nanos(), delayNanos, task));
  }
}
