package io.tollgate.proxy.trunk;

import io.tollgate.rating.charge.Money;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What bounds the calls of a trunk or an account, its pace aside. Whatever is not said does not
 * bound. A call has to keep within those of its trunk and of its account.
 *
 * @param channels calls at the same time
 * @param destinations which numbers may be called
 * @param hours when calls may be made; one that is up when they end is ended
 * @param rateCeiling the highest price of a minute
 * @param spending how much may be spent
 * @param longestCall from answer to end
 */
public record CallLimits(
    OptionalInt channels,
    Destinations destinations,
    Optional<CallingHours> hours,
    Optional<Money> rateCeiling,
    Spending spending,
    Optional<Duration> longestCall) {

  /** Bounds nothing. */
  public static final CallLimits NONE =
      new CallLimits(
          OptionalInt.empty(),
          Destinations.ALL,
          Optional.empty(),
          Optional.empty(),
          Spending.UNBOUNDED,
          Optional.empty());

  /**
   * The most that may be spent. A call counts where it begins: days and months are those of UTC in
   * which its INVITE came in.
   */
  public record Spending(Optional<Money> perDay, Optional<Money> perMonth) {
    public static final Spending UNBOUNDED = new Spending(Optional.empty(), Optional.empty());

    /** Whether there is any bound. */
    public boolean isBounded() {
      return perDay.isPresent() || perMonth.isPresent();
    }
  }

  /** The same with so many calls at a time. */
  public CallLimits withChannels(int most) {
    return new CallLimits(
        OptionalInt.of(most), destinations, hours, rateCeiling, spending, longestCall);
  }

  /** The same for these destinations. */
  public CallLimits withDestinations(Destinations callable) {
    return new CallLimits(channels, callable, hours, rateCeiling, spending, longestCall);
  }

  /** The same within these hours. */
  public CallLimits withHours(CallingHours open) {
    return new CallLimits(
        channels, destinations, Optional.of(open), rateCeiling, spending, longestCall);
  }

  /** The same up to this price of a minute. */
  public CallLimits withRateCeiling(Money highest) {
    return new CallLimits(
        channels, destinations, hours, Optional.of(highest), spending, longestCall);
  }

  /** The same with no more to spend than this. */
  public CallLimits withSpending(Spending most) {
    return new CallLimits(channels, destinations, hours, rateCeiling, most, longestCall);
  }

  /** The same for calls up to this length. */
  public CallLimits withLongestCall(Duration longest) {
    return new CallLimits(
        channels, destinations, hours, rateCeiling, spending, Optional.of(longest));
  }

  /** Whether a call at this price of a minute is too dear. */
  public boolean isTooDear(Money ratePerMinute) {
    return rateCeiling.isPresent() && ratePerMinute.compareTo(rateCeiling.get()) > 0;
  }
}
