package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.limit.Funding;
import io.tollgate.rating.charge.MaxDuration;
import java.time.Duration;
import java.time.Instant;

/**
 * How long an answered call may go on, and which limit ends it then: the longest call, the end of
 * calling hours, money. All count from the answer.
 *
 * <p>Confined to the call's loop.
 */
final class TalkTime {
  private final Duration most;
  private final HangupCause cause;
  private final Funding funding;
  private boolean over;

  private TalkTime(Duration most, HangupCause cause, Funding funding) {
    this.most = most;
    this.cause = cause;
    this.funding = funding;
  }

  /** The time of a call that was answered then. */
  static TalkTime of(CallSettings settings, CallBounds bounds, Funding funding, Instant answered) {
    Duration longest =
        bounds
            .longest()
            .filter(l -> l.compareTo(settings.maxDuration()) < 0)
            .orElse(settings.maxDuration());
    if (bounds.until().isPresent()) {
      Duration open = Duration.between(answered, bounds.until().get());
      if (open.compareTo(longest) < 0) {
        return new TalkTime(open, HangupCause.CALLING_HOURS, funding);
      }
    }
    return new TalkTime(longest, HangupCause.MAX_DURATION, funding);
  }

  /** When to look next whether it may go on: from the answer. */
  Duration next() {
    Duration paid = paid();
    return paid.compareTo(most) < 0 ? paid : most;
  }

  /**
   * Whether a call that has talked for so long may go on, for which money is set aside where it
   * takes more. Once it may not, it never may again.
   */
  boolean goesOn(Duration talked) {
    while (!over && next().compareTo(talked) <= 0) {
      // A loop that stood still for longer than a stretch has several to pay.
      over = most.compareTo(talked) <= 0 || !funding.extend();
    }
    return !over;
  }

  /** What ends it where it is over. */
  HangupCause cause() {
    return paid().compareTo(most) < 0 ? funding.exhausted() : cause;
  }

  /**
   * What counts of a time that was talked. Where the edge was late in ending the call, by a tick of
   * its timers or more, that is not the customer's affair.
   */
  Duration counted(Duration talked) {
    goesOn(talked);
    return next().compareTo(talked) < 0 ? next() : talked;
  }

  private Duration paid() {
    long seconds = funding.paidSeconds();
    return seconds == MaxDuration.UNLIMITED ? most : Duration.ofSeconds(seconds);
  }
}
