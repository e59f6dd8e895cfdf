package io.tollgate.rating.charge;

/**
 * How time is counted: the first {@code initialSeconds} are always billed, and from there on every
 * started {@code nextSeconds}. Written {@code 30/6}.
 *
 * @param initialSeconds 1 to 86,400
 * @param nextSeconds 1 to 86,400
 */
public record Increments(int initialSeconds, int nextSeconds) {

  /** The longest increment: a day. */
  public static final int MAX_SECONDS = 86_400;

  /** By the started minute. */
  public static final Increments PER_MINUTE = new Increments(60, 60);

  /** By the started second. */
  public static final Increments PER_SECOND = new Increments(1, 1);

  public Increments {
    check(initialSeconds, "initial");
    check(nextSeconds, "next");
  }

  private static void check(int seconds, String which) {
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException(
          which + " increment " + seconds + " is not within 1 and " + MAX_SECONDS + " seconds");
    }
  }

  /**
   * Reads {@code 30/6}: first increment, a slash, next increment, in seconds.
   *
   * @throws IllegalArgumentException where it is not that, or a value is out of range
   */
  public static Increments parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw notIncrements(text);
    }
    return new Increments(seconds(text, 0, slash), seconds(text, slash + 1, text.length()));
  }

  private static int seconds(String text, int from, int to) {
    String part = text.substring(from, to).strip();
    boolean plain = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!plain || part.length() > 6) {
      throw notIncrements(text);
    }
    return Integer.parseInt(part);
  }

  private static IllegalArgumentException notIncrements(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not two increments in seconds such as 30/6");
  }

  /**
   * How many seconds are billed for a call of {@code seconds}; 0 only for 0.
   *
   * @throws IllegalArgumentException where {@code seconds} is negative
   */
  public long bill(long seconds) {
    if (seconds < 0) {
      throw new IllegalArgumentException("a duration of " + seconds + " seconds is negative");
    }
    if (seconds == 0) {
      return 0;
    }
    if (seconds <= initialSeconds) {
      return initialSeconds;
    }
    return initialSeconds
        + Math.ceilDiv(seconds - initialSeconds, (long) nextSeconds) * nextSeconds;
  }

  @Override
  public String toString() {
    return initialSeconds + "/" + nextSeconds;
  }
}
