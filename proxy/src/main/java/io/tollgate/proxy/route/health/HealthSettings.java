package io.tollgate.proxy.route.health;

import java.util.Objects;
import java.util.Optional;

/**
 * How the health of a gateway, or of another point of presence, is watched.
 *
 * @param breaker when calls are kept from it
 * @param probe how it is asked whether it is there; empty where only calls show it
 */
public record HealthSettings(BreakerSettings breaker, Optional<ProbeSettings> probe) {
  /** By its calls alone. */
  public static final HealthSettings DEFAULT =
      new HealthSettings(BreakerSettings.DEFAULT, Optional.empty());

  public HealthSettings {
    Objects.requireNonNull(breaker);
    Objects.requireNonNull(probe);
  }
}
