package io.tollgate.proxy.route;

import java.util.OptionalInt;

/**
 * What a gateway takes at most; one that has no room is passed over.
 *
 * @param cps new calls a second, 1 to {@link io.tollgate.proxy.limit.CpsLimiter#MAX_RATE}
 * @param channels calls at the same time, from the INVITE to the end, at least 1
 */
public record GatewayCaps(OptionalInt cps, OptionalInt channels) {
  /** As much as comes. */
  public static final GatewayCaps NONE = new GatewayCaps(OptionalInt.empty(), OptionalInt.empty());
}
