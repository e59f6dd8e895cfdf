package io.tollgate.proxy.route;

import java.time.Duration;

/**
 * How well a gateway does: the share of its attempts that are answered (answer-seizure ratio, ITU-T
 * E.425) and the mean post-dial delay, over the last while. What is older is forgotten, so that one
 * that did badly gets its chance again.
 *
 * <p>The window slides in {@value #SLICES} slices, so that memory is bounded whatever the traffic.
 * For any thread: attempts are counted under its monitor, scores are read without.
 */
public final class GatewayQuality {
  private static final int SLICES = 12;

  /** Of one that nobody knows, and the pull of that on one of which little is known. */
  private static final int PRIOR_ATTEMPTS = 10;

  private static final int PRIOR_ANSWERED = 5;

  /** Points of the score for all attempts answered. */
  private static final int FULL = 10_000;

  /** Points that a second of post-dial delay costs: as much as two of a hundred answers. */
  private static final int PER_SECOND = 200;

  private final long windowNanos;
  private final long sliceNanos;
  private final long[] slices = new long[SLICES];
  private final int[] attempts = new int[SLICES];
  private final int[] answered = new int[SLICES];
  private final int[] heard = new int[SLICES];
  private final long[] delayMillis = new long[SLICES];
  private volatile Score score = new Score(Long.MIN_VALUE, FULL * PRIOR_ANSWERED / PRIOR_ATTEMPTS);

  private record Score(long slice, int points) {}

  /**
   * What is known.
   *
   * @param attempts how many have ended within the window, those aside that the caller gave up
   * @param answered how many of them were answered
   * @param meanDelayMillis from INVITE to the first 18x or answer; 0 where none was heard of
   */
  public record Figures(int attempts, int answered, long meanDelayMillis) {
    /** Of nobody's attempts. */
    public static final Figures NONE = new Figures(0, 0, 0);
  }

  /** Of nothing yet. */
  GatewayQuality(Duration window) {
    this.windowNanos = window.toNanos();
    this.sliceNanos = windowNanos / SLICES;
    java.util.Arrays.fill(slices, Long.MIN_VALUE);
  }

  /** Whether it looks back as far as that. */
  boolean spans(Duration window) {
    return window.toNanos() == windowNanos;
  }

  /** An attempt has ended that the caller did not give up. */
  synchronized void ended(boolean wasAnswered, long nowNanos) {
    int at = slot(nowNanos);
    attempts[at]++;
    if (wasAnswered) {
      answered[at]++;
    }
    compute(nowNanos);
  }

  /** The called side was heard of for the first time. */
  synchronized void heard(long afterMillis, long nowNanos) {
    int at = slot(nowNanos);
    heard[at]++;
    delayMillis[at] += afterMillis;
    compute(nowNanos);
  }

  /** The slot of that time, emptied where it held an older slice. */
  private int slot(long nowNanos) {
    long slice = Math.floorDiv(nowNanos, sliceNanos);
    int at = (int) Math.floorMod(slice, (long) SLICES);
    if (slices[at] != slice) {
      slices[at] = slice;
      attempts[at] = 0;
      answered[at] = 0;
      heard[at] = 0;
      delayMillis[at] = 0;
    }
    return at;
  }

  /**
   * The higher the better; the same for all of which nothing is known.
   *
   * @param nowNanos {@link System#nanoTime()}'s time
   */
  int score(long nowNanos) {
    Score known = score;
    if (known.slice == Math.floorDiv(nowNanos, sliceNanos)) {
      return known.points;
    }
    synchronized (this) {
      return compute(nowNanos);
    }
  }

  private int compute(long nowNanos) {
    Figures figures = figures(nowNanos);
    long points =
        (long) FULL * (figures.answered + PRIOR_ANSWERED) / (figures.attempts + PRIOR_ATTEMPTS)
            - PER_SECOND * figures.meanDelayMillis / 1000;
    int rounded = (int) Math.max(Integer.MIN_VALUE, points);
    score = new Score(Math.floorDiv(nowNanos, sliceNanos), rounded);
    return rounded;
  }

  /** What is known at a time. */
  public synchronized Figures figures(long nowNanos) {
    long newest = Math.floorDiv(nowNanos, sliceNanos);
    int attempted = 0;
    int won = 0;
    int counted = 0;
    long delay = 0;
    for (int i = 0; i < SLICES; i++) {
      if (slices[i] > newest - SLICES && slices[i] <= newest) {
        attempted += attempts[i];
        won += answered[i];
        counted += heard[i];
        delay += delayMillis[i];
      }
    }
    return new Figures(attempted, won, counted == 0 ? 0 : delay / counted);
  }
}
