package io.tollgate.proxy.admission;

import java.time.Duration;

/**
 * When new calls are turned away because the edge has more to do than it can.
 *
 * @param sheds whether they are at all
 * @param delay how long the luckiest new call may have waited for its turn, before others that
 *     waited for longer are turned away; 1 ms or more
 */
public record LoadSettings(boolean sheds, Duration delay) {
  /** Those that are served have waited for 200 ms at most, well before anybody sends again. */
  public static final LoadSettings DEFAULT = new LoadSettings(true, Duration.ofMillis(100));

  /** Every call is taken, in the order in which they came, however late that is. */
  public static final LoadSettings OFF = new LoadSettings(false, DEFAULT.delay());

  public LoadSettings {
    if (delay.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("a delay of " + delay + " is none");
    }
  }
}
