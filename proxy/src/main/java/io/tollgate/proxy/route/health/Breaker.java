package io.tollgate.proxy.route.health;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A circuit breaker: after so many failures in a row calls are kept away for a pause, then one is
 * let through for a trial.
 *
 * <pre>
 *   CLOSED ──failures in a row──▶ OPEN ──pause over, or it answers a probe──▶ HALF_OPEN
 *      ▲                            ▲                                            │
 *      │                            └──────trial fails: twice the pause──────────┤
 *      └──────────────────────────────────────trial succeeds─────────────────────┘
 * </pre>
 *
 * <p>A peer that was silent and now answers a probe gets its trial at once; one that answered with
 * failures, or that failed its last trial, has to wait for the end of the pause: that it answers
 * probes says nothing new.
 *
 * <p>For any thread: one volatile read while all is well, and no lock ever. Times are passed in,
 * {@link System#nanoTime()}'s. A trial that is never reported is given up after a while, so that
 * nothing is shut out for good.
 */
final class Breaker {
  /** How long a trial may take until the next one: beyond what a call takes to show life. */
  static final long TRIAL_NANOS = 60_000_000_000L;

  /** Where it stands. */
  enum Phase {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final BreakerSettings settings;
  private final AtomicReference<State> state;

  /**
   * One state.
   *
   * @param failures in a row, while closed
   * @param silent whether the last of them was silence
   * @param trialFailed whether a trial has failed since it was closed
   * @param pause how long it stays open, or was
   * @param until the end of the pause, or, half open, of the trial that is under way
   * @param since when it came to this phase
   */
  private record State(
      Phase phase,
      int failures,
      boolean silent,
      boolean trialFailed,
      long pause,
      long until,
      long since) {

    static State closed(long now) {
      return new State(Phase.CLOSED, 0, false, false, 0, now, now);
    }

    boolean isDue(long now) {
      return now - until >= 0;
    }

    State counting(int count, boolean silence) {
      return new State(phase, count, silence, trialFailed, pause, until, since);
    }

    State open(boolean silence, boolean afterTrial, long length, long now) {
      return new State(Phase.OPEN, failures, silence, afterTrial, length, now + length, now);
    }

    State halfOpen(long trialEnds, long now) {
      return new State(Phase.HALF_OPEN, failures, silent, trialFailed, pause, trialEnds, now);
    }

    State until(long moment) {
      return new State(phase, failures, silent, trialFailed, pause, moment, since);
    }
  }

  Breaker(BreakerSettings settings, long now) {
    this.settings = settings;
    this.state = new AtomicReference<>(State.closed(now));
  }

  /** Where it stands; open counts as half open once its pause is over. */
  Phase phase(long now) {
    State read = state.get();
    return read.phase == Phase.OPEN && read.isDue(now) ? Phase.HALF_OPEN : read.phase;
  }

  /** When it came there. */
  long since() {
    return state.get().since;
  }

  /** How many failures in a row it counts, or counted when it opened. */
  int failures() {
    return state.get().failures;
  }

  /** Whether a call may go through now. Changes nothing. */
  boolean allows(long now) {
    State read = state.get();
    return read.phase == Phase.CLOSED || read.isDue(now);
  }

  /**
   * A call is about to go through; half open, it is the trial, and others have to stay away until
   * it is over.
   *
   * @return whether it may
   */
  boolean enter(long now) {
    while (true) {
      State read = state.get();
      if (read.phase == Phase.CLOSED) {
        return true;
      }
      if (!read.isDue(now)) {
        return false;
      }
      State trial =
          read.phase == Phase.OPEN
              ? read.halfOpen(now + TRIAL_NANOS, now)
              : read.until(now + TRIAL_NANOS);
      if (state.compareAndSet(read, trial)) {
        return true;
      }
    }
  }

  /**
   * A call succeeded.
   *
   * @return whether that closed it
   */
  boolean succeeded(long now) {
    while (true) {
      State read = state.get();
      State next =
          switch (read.phase) {
            case CLOSED -> read.failures == 0 ? read : read.counting(0, false);
            // Begun before it opened: it says no more than an answered probe.
            case OPEN -> shortened(read, now);
            case HALF_OPEN -> State.closed(now);
          };
      if (next == read || state.compareAndSet(read, next)) {
        return next.phase == Phase.CLOSED && read.phase != Phase.CLOSED;
      }
    }
  }

  /** A probe was answered. */
  void answeredProbe(long now) {
    while (true) {
      State read = state.get();
      State next =
          switch (read.phase) {
            case CLOSED -> read.failures > 0 && read.silent ? read.counting(0, false) : read;
            case OPEN -> shortened(read, now);
            case HALF_OPEN -> read;
          };
      if (next == read || state.compareAndSet(read, next)) {
        return;
      }
    }
  }

  private static State shortened(State open, long now) {
    return open.silent && !open.trialFailed ? open.halfOpen(now, now) : open;
  }

  /**
   * A probe got no answer. Where there are probes, calls need not find out: it stays open at least
   * until the next one has had its say.
   *
   * @param hold how long that is, in nanoseconds
   * @return whether that opened it
   */
  boolean failedProbe(long hold, long now) {
    while (true) {
      State read = state.get();
      State next =
          switch (read.phase) {
            case CLOSED -> held(counted(read, true, now), hold, now);
            case OPEN -> held(read, hold, now);
            case HALF_OPEN -> held(read.open(true, read.trialFailed, read.pause, now), hold, now);
          };
      if (next == read || state.compareAndSet(read, next)) {
        return next.phase == Phase.OPEN && read.phase != Phase.OPEN;
      }
    }
  }

  private static State held(State read, long hold, long now) {
    boolean isLongEnough = read.phase != Phase.OPEN || read.until - (now + hold) >= 0;
    return isLongEnough ? read : read.until(now + hold);
  }

  /**
   * A call failed.
   *
   * @param silent whether nothing came back, rather than a failure
   * @return whether that opened it
   */
  boolean failed(boolean silent, long now) {
    while (true) {
      State read = state.get();
      State next =
          switch (read.phase) {
            case CLOSED -> counted(read, silent, now);
            case OPEN -> read;
            case HALF_OPEN -> read.open(silent, true, longer(read.pause), now);
          };
      if (next == read || state.compareAndSet(read, next)) {
        return next.phase == Phase.OPEN && read.phase != Phase.OPEN;
      }
    }
  }

  private State counted(State closed, boolean silent, long now) {
    State next = closed.counting(closed.failures + 1, silent);
    return next.failures < settings.failures()
        ? next
        : next.open(silent, false, settings.pause().toNanos(), now);
  }

  private long longer(long pause) {
    return Math.min(2 * pause, settings.longestPause().toNanos());
  }

  /** The trial, if there is one, has shown nothing: another may follow at once. */
  void nothing(long now) {
    State read = state.get();
    if (read.phase == Phase.HALF_OPEN) {
      state.compareAndSet(read, read.until(now)); // whoever was quicker knows more
    }
  }
}
