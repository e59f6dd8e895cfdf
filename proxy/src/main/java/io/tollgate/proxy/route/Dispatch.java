package io.tollgate.proxy.route;

import java.time.Duration;
import java.util.Objects;

/**
 * How calls are sent to a gateway.
 *
 * @param priority those with the lowest are tried first; {@link #IN_ORDER} for after all that have
 *     one, in the order of the configuration
 * @param weight its share of the calls among those of its priority, 1 to {@link #MAX_WEIGHT}
 * @param format how it wants the called number
 * @param setupTimer how long its first sign of life may take before the next gateway is tried
 * @param failover after which of its failures the next gateway is tried
 */
public record Dispatch(
    int priority, int weight, NumberFormat format, Duration setupTimer, FailoverPolicy failover) {
  /** No priority of its own. */
  public static final int IN_ORDER = 0;

  /** The highest weight. */
  public static final int MAX_WEIGHT = 1000;

  /** In its turn, in E.164, and a dead one costs two seconds. */
  public static final Dispatch DEFAULT =
      new Dispatch(IN_ORDER, 1, NumberFormat.E164, Duration.ofSeconds(2));

  /** One whose failures are taken as those of all gateways. */
  public Dispatch(int priority, int weight, NumberFormat format, Duration setupTimer) {
    this(priority, weight, format, setupTimer, FailoverPolicy.DEFAULT);
  }

  public Dispatch {
    Objects.requireNonNull(format);
    Objects.requireNonNull(failover);
    if (priority < IN_ORDER || weight < 1 || weight > MAX_WEIGHT || setupTimer.isNegative()) {
      throw new IllegalArgumentException("priority " + priority + ", weight " + weight);
    }
  }
}
