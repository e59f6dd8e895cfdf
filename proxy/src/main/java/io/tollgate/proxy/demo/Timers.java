package io.tollgate.proxy.demo;

import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/**
 * What is to be done later. Time is {@link System#nanoTime()}'s, handed in by the caller; actions
 * run in the order of their times, on the caller's thread. Confined to one thread.
 */
final class Timers {
  /** Something to be done at a moment, unless it is cancelled before. */
  static final class Timer implements Comparable<Timer> {
    private final long at;
    private final LongConsumer action;
    private boolean cancelled;

    private Timer(long at, LongConsumer action) {
      this.at = at;
      this.action = action;
    }

    /** Makes sure that the action does not run any more; harmless after it ran. */
    void cancel() {
      cancelled = true;
    }

    @Override
    public int compareTo(Timer other) {
      // nanoTime may wrap round, so only differences are compared.
      return Long.signum(at - other.at);
    }
  }

  private final PriorityQueue<Timer> queue = new PriorityQueue<>();

  /**
   * Plans an action.
   *
   * @param at when, in nanoseconds; a moment in the past means the next {@link #run}
   * @param action is given the time at which it runs
   */
  Timer at(long at, LongConsumer action) {
    Timer timer = new Timer(at, action);
    queue.add(timer);
    return timer;
  }

  /** Runs everything that is due at {@code now}, what the actions themselves plan included. */
  void run(long now) {
    for (Timer timer = queue.peek(); timer != null && timer.at - now <= 0; timer = queue.peek()) {
      queue.remove();
      if (!timer.cancelled) {
        timer.action.accept(now);
      }
    }
  }

  /**
   * How long from {@code now} to the next action, 0 or more; {@code idle} where none is planned.
   */
  long nanosToNext(long now, long idle) {
    while (!queue.isEmpty() && queue.peek().cancelled) {
      queue.remove();
    }
    return queue.isEmpty() ? idle : Math.max(0, queue.peek().at - now);
  }
}
