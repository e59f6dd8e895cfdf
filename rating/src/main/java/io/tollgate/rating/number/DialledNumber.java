package io.tollgate.rating.number;

/** What a dial plan makes of a dialled number. */
public sealed interface DialledNumber {

  /** Whether it calls for help: then no limit that somebody bought or forgot is in its way. */
  default boolean isEmergency() {
    return false;
  }

  /** Something that can be called: it is priced as {@link #e164} and written down as that. */
  sealed interface Target extends DialledNumber {

    /** What it is priced, routed and recorded as. */
    E164 e164();
  }

  /** It is this number. */
  record Number(E164 e164) implements Target {}

  /**
   * It is a short code that the plan allows, such as 112. It is sent on as it was dialled.
   *
   * @param dialled the code's digits
   * @param e164 the country's calling code and the code, to find its price by
   * @param emergency whether it is one of the country's emergency numbers
   */
  record Code(String dialled, E164 e164, boolean emergency) implements Target {
    @Override
    public boolean isEmergency() {
      return emergency;
    }
  }

  /**
   * It is a short code that the plan bars.
   *
   * @param reason as that of {@link Unreadable}
   */
  record Barred(String reason) implements DialledNumber {}

  /**
   * It is no number that the plan knows.
   *
   * @param reason one clause in an operator's words, safe to stand in a SIP {@code Warning}:
   *     printable ASCII without quotation marks
   */
  record Unreadable(String reason) implements DialledNumber {}
}
