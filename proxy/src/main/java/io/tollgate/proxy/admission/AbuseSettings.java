package io.tollgate.proxy.admission;

import java.time.Duration;

/**
 * How sources that abuse the edge are kept out.
 *
 * @param bans whether they are at all
 * @param first how long the first ban lasts; each further one lasts four times as long
 * @param longest how long a ban may last
 */
public record AbuseSettings(boolean bans, Duration first, Duration longest) {
  /** A minute at first, a day at most. */
  public static final AbuseSettings DEFAULT =
      new AbuseSettings(true, Duration.ofMinutes(1), Duration.ofHours(24));

  public AbuseSettings {
    if (!first.isPositive() || first.compareTo(longest) > 0) {
      throw new IllegalArgumentException("the first ban is some time, and not above the longest");
    }
  }

  /** How long the ban lasts that follows this many. */
  Duration after(int earlier) {
    Duration ban = first;
    for (int i = 0; i < earlier && ban.compareTo(longest) < 0; i++) {
      ban = ban.multipliedBy(4);
    }
    return ban.compareTo(longest) > 0 ? longest : ban;
  }
}
