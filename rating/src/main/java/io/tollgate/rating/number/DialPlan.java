package io.tollgate.rating.number;

import java.util.Optional;

/** Turns a dialled string into an E.164 number or a reason. Immutable and safe for any thread. */
public final class DialPlan {

  private static final DialPlan STRICT = new DialPlan();

  private DialPlan() {}

  /** The plan that takes numbers in E.164 form only. */
  public static DialPlan strict() {
    return STRICT;
  }

  /**
   * Reads the user part of a SIP URI or the number of a tel URI, without its parameters and with
   * any percent-escapes already resolved.
   */
  public DialledNumber read(CharSequence userPart) {
    Optional<E164> number = E164.parse(userPart);
    if (number.isPresent()) {
      return new DialledNumber.Number(number.get());
    }
    return new DialledNumber.Unreadable("not an E.164 number: " + E164Fault.of(userPart));
  }
}
