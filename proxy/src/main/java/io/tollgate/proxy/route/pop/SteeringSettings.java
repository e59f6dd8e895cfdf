package io.tollgate.proxy.route.pop;

import io.tollgate.proxy.route.Gateway;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How calls get to the nearest point of presence.
 *
 * @param mode what is done with those whose nearest is another
 * @param key what verdicts are signed with; present where calls are forwarded, or taken from others
 * @param others the edges of the other points of presence; their ids are the points' names
 */
public record SteeringSettings(SteeringMode mode, Optional<VerdictKey> key, List<Gateway> others) {
  /** The carrier that other points of presence stand for, in records, metrics and HTTP. */
  public static final String CARRIER = "pop";

  /** All calls leave from here. */
  public static final SteeringSettings OFF =
      new SteeringSettings(SteeringMode.OFF, Optional.empty(), List.of());

  public SteeringSettings {
    Objects.requireNonNull(key);
    others = List.copyOf(others);
    if (mode == SteeringMode.FORWARD && key.isEmpty()) {
      throw new IllegalArgumentException("verdicts could not be signed; add secret");
    }
  }
}
