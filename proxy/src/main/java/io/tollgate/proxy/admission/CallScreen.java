package io.tollgate.proxy.admission;

import io.tollgate.proxy.admission.Verdict.Refused;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.time.Instant;
import java.util.Optional;

/**
 * The limits that need no counting: when a trunk calls, whom, and how dear it is. Those of the
 * trunk are looked at before those of its account. Static, without state.
 */
public final class CallScreen {
  private CallScreen() {}

  /** Whether calls may be made at this moment. */
  public static Optional<Refused> hours(Trunk trunk, Instant now) {
    if (!isOpen(trunk.limits(), now)) {
      return refused(HangupCause.CALLING_HOURS, "outside the calling hours of " + trunk.id());
    }
    return isOpen(trunk.account().limits(), now)
        ? Optional.empty()
        : refused(
            HangupCause.CALLING_HOURS, "outside the calling hours of " + trunk.account().id());
  }

  private static boolean isOpen(CallLimits limits, Instant now) {
    return limits.hours().isEmpty() || limits.hours().get().isOpen(now);
  }

  /** Whether this may be called; of short codes such as 112 the dial plan has the word. */
  public static Optional<Refused> destination(Trunk trunk, DialledNumber.Target called) {
    return called instanceof DialledNumber.Number(E164 number)
        ? destination(trunk, number)
        : Optional.empty();
  }

  private static Optional<Refused> destination(Trunk trunk, E164 number) {
    Optional<String> why = trunk.limits().destinations().barring(number);
    if (why.isPresent()) {
      return refused(HangupCause.DESTINATION_BARRED, why.get() + " for " + trunk.id());
    }
    why = trunk.account().limits().destinations().barring(number);
    return why.isEmpty()
        ? Optional.empty()
        : refused(HangupCause.DESTINATION_BARRED, why.get() + " for " + trunk.account().id());
  }

  /** Whether a call at this price may be made. */
  public static Optional<Refused> rate(Trunk trunk, Tariff tariff) {
    if (trunk.limits().isTooDear(tariff.ratePerMinute())) {
      return tooDear(tariff, trunk.id());
    }
    return trunk.account().limits().isTooDear(tariff.ratePerMinute())
        ? tooDear(tariff, trunk.account().id())
        : Optional.empty();
  }

  private static Optional<Refused> tooDear(Tariff tariff, String whose) {
    return refused(
        HangupCause.RATE_TOO_HIGH,
        "%s %s a minute is above the ceiling of %s"
            .formatted(tariff.ratePerMinute(), tariff.currency(), whose));
  }

  private static Optional<Refused> refused(HangupCause cause, String why) {
    return Optional.of(new Refused(cause, why));
  }
}
