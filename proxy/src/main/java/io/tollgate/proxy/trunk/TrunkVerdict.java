package io.tollgate.proxy.trunk;

import io.tollgate.proxy.cause.HangupCause;
import java.util.List;

/** What {@link TrunkAuthenticator} says of a request. */
public sealed interface TrunkVerdict {

  /** The request comes from this trunk. */
  record Known(Trunk trunk) implements TrunkVerdict {}

  /**
   * Its sender has to show who it is.
   *
   * @param cause {@link HangupCause#AUTH_REQUIRED} where that was not tried or came too late,
   *     {@link HangupCause#AUTH_FAILED} where it was and failed
   * @param challenges the values of the response's Proxy-Authenticate header fields, in this order
   */
  record Challenge(HangupCause cause, List<String> challenges) implements TrunkVerdict {}

  /** Nobody claims it, and credentials would not help. */
  record Refused(HangupCause cause) implements TrunkVerdict {}
}
