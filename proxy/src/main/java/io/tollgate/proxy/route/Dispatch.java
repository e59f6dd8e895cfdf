package io.tollgate.proxy.route;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How calls are sent to a gateway.
 *
 * @param priority those with the lowest are tried first; {@link #IN_ORDER} for after all that have
 *     one, in the order of the configuration
 * @param weight its share of the calls among those of its priority, 1 to {@link #MAX_WEIGHT}
 * @param format how it wants the called number
 * @param setupTimer how long its first sign of life may take before the next gateway is tried
 * @param share how many of a hundred calls it gets where the order is by share; 0 for none of them
 * @param caps what it takes at most
 * @param pop the point of presence that it is at; empty where it is as near from everywhere
 * @param failover after which of its failures the next gateway is tried
 */
public record Dispatch(
    int priority,
    int weight,
    NumberFormat format,
    Duration setupTimer,
    int share,
    GatewayCaps caps,
    Optional<String> pop,
    FailoverPolicy failover) {
  /** The largest share. */
  public static final int MAX_SHARE = 100;

  /** No priority of its own. */
  public static final int IN_ORDER = 0;

  /** The highest weight. */
  public static final int MAX_WEIGHT = 1000;

  /** In its turn, in E.164, and a dead one costs two seconds. */
  public static final Dispatch DEFAULT =
      new Dispatch(IN_ORDER, 1, NumberFormat.E164, Duration.ofSeconds(2));

  /** One whose failures are taken as those of all gateways. */
  public Dispatch(int priority, int weight, NumberFormat format, Duration setupTimer) {
    this(
        priority,
        weight,
        format,
        setupTimer,
        0,
        GatewayCaps.NONE,
        Optional.empty(),
        FailoverPolicy.DEFAULT);
  }

  public Dispatch {
    Objects.requireNonNull(format);
    Objects.requireNonNull(failover);
    Objects.requireNonNull(caps);
    Objects.requireNonNull(pop);
    if (priority < IN_ORDER
        || weight < 1
        || weight > MAX_WEIGHT
        || setupTimer.isNegative()
        || share < 0
        || share > MAX_SHARE) {
      throw new IllegalArgumentException("priority " + priority + ", weight " + weight);
    }
  }

  /** The same with this share of the calls. */
  public Dispatch withShare(int ofHundred) {
    return new Dispatch(priority, weight, format, setupTimer, ofHundred, caps, pop, failover);
  }

  /** The same that takes so much at most. */
  public Dispatch withCaps(GatewayCaps most) {
    return new Dispatch(priority, weight, format, setupTimer, share, most, pop, failover);
  }

  /** The same at a point of presence. */
  public Dispatch at(String place) {
    return new Dispatch(
        priority, weight, format, setupTimer, share, caps, Optional.of(place), failover);
  }

  /** The same with other failures after which the next one is tried. */
  public Dispatch withFailover(FailoverPolicy other) {
    return new Dispatch(priority, weight, format, setupTimer, share, caps, pop, other);
  }
}
