package io.tollgate.proxy.admission;

/**
 * Decides which new calls a loop takes when more come than it can serve, by how long they have
 * waited for their turn. It is overloaded when even the luckiest of an interval's calls waited for
 * longer than the settings allow: then there is a queue that stays, where a burst leaves one that
 * goes away. Until an interval shows that it has gone, calls that waited for twice as long are
 * turned away, at a cost far below that of serving them; so those that are served have waited for
 * that long and no longer, however many are offered, and the loop never stands idle meanwhile.
 *
 * <p>Pure: time is passed in. Confined to its loop.
 */
public final class LoadGuard {
  /** Longer than what a burst or a collection of the JVM's takes to be worked off. */
  static final long INTERVAL_NANOS = 500_000_000L;

  private final boolean sheds;
  private final long targetNanos;
  private long intervalStart;
  private long least = Long.MAX_VALUE;
  private long delay;
  private boolean shedding;

  /** A guard that has seen nothing yet. */
  public LoadGuard(LoadSettings settings, long nowNanos) {
    this.sheds = settings.sheds();
    this.targetNanos = settings.delay().toNanos();
    this.intervalStart = nowNanos;
  }

  /**
   * Whether a new call whose turn it is is taken.
   *
   * @param waitedNanos since it came in, 0 or more
   */
  public boolean admits(long waitedNanos, long nowNanos) {
    look(nowNanos);
    least = Math.min(least, waitedNanos);
    return !shedding || waitedNanos <= 2 * targetNanos;
  }

  /** Ends the interval where its time has come, also when no call came. */
  public void look(long nowNanos) {
    if (nowNanos - intervalStart < INTERVAL_NANOS) {
      return;
    }
    delay = least == Long.MAX_VALUE ? 0 : least;
    shedding = sheds && delay > targetNanos;
    least = Long.MAX_VALUE;
    intervalStart = nowNanos;
  }

  /** Whether calls that waited for too long are turned away. */
  public boolean isShedding() {
    return shedding;
  }

  /** How long the luckiest call of the last interval had waited; 0 where none came. */
  public long delayNanos() {
    return delay;
  }
}
