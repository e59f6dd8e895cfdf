package io.tollgate.proxy.call;

import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.CallingHours;
import io.tollgate.proxy.trunk.Trunk;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a call's trunk and account let it go on.
 *
 * @param longest from answer to end
 * @param until when their calling hours end
 */
public record CallBounds(Optional<Duration> longest, Optional<Instant> until) {
  /** As long as calls may go on at all. */
  public static final CallBounds NONE = new CallBounds(Optional.empty(), Optional.empty());

  /** The narrower of the trunk's and the account's, for a call that comes in now. */
  static CallBounds of(Trunk trunk, Instant now) {
    CallLimits own = trunk.limits();
    CallLimits shared = trunk.account().limits();
    if (own == CallLimits.NONE && shared == CallLimits.NONE) {
      return NONE;
    }
    return new CallBounds(
        earlier(own.longestCall(), shared.longestCall()),
        earlier(closing(own.hours(), now), closing(shared.hours(), now)));
  }

  /** The narrower of the two for a call to the trunk: calling hours are for those that it makes. */
  static CallBounds ofInbound(Trunk trunk) {
    return new CallBounds(
        earlier(trunk.limits().longestCall(), trunk.account().limits().longestCall()),
        Optional.empty());
  }

  private static Optional<Instant> closing(Optional<CallingHours> hours, Instant now) {
    return hours.flatMap(h -> h.closesAfter(now));
  }

  private static <T extends Comparable<T>> Optional<T> earlier(Optional<T> one, Optional<T> other) {
    return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
  }
}
