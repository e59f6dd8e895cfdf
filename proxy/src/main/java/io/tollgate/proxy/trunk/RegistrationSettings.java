package io.tollgate.proxy.trunk;

import java.time.Duration;

/**
 * For how long trunks may register, and how often.
 *
 * @param minExpires what is shorter is refused; at most an hour (RFC 3261 §10.3 step 7)
 * @param defaultExpires where the client does not say
 * @param maxExpires what is longer is shortened
 * @param contacts how many contacts a trunk may have at once
 */
public record RegistrationSettings(
    Duration minExpires, Duration defaultExpires, Duration maxExpires, int contacts) {
  /** Where nothing else is said. */
  public static final RegistrationSettings DEFAULT =
      new RegistrationSettings(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(1), 5);

  /** The most contacts that a trunk can be allowed. */
  public static final int MAX_CONTACTS = 100;

  public RegistrationSettings {
    if (minExpires.compareTo(Duration.ofSeconds(1)) < 0
        || minExpires.compareTo(Duration.ofHours(1)) > 0
        || defaultExpires.compareTo(minExpires) < 0
        || maxExpires.compareTo(defaultExpires) < 0) {
      throw new IllegalArgumentException(
          "1s ≤ minExpires ≤ defaultExpires ≤ maxExpires does not hold, or minExpires is above 1h;"
              + " correct them");
    }
    if (contacts < 1 || contacts > MAX_CONTACTS) {
      throw new IllegalArgumentException(
          "%d contacts is not within 1 and %d".formatted(contacts, MAX_CONTACTS));
    }
  }
}
