package io.tollgate.rating.charge;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of calls that a price book tells apart, seen from the customer: inbound ones come to
 * his numbers or devices, outbound ones are his. What goes out to the telephone network has the
 * price of a deck instead.
 */
public enum CallKind {
  /** A call between our own trunks, on the side that is called. */
  INBOUND_IP("inbound.ip"),
  /** A call from a carrier to an ordinary number of the customer's. */
  INBOUND_LOCAL("inbound.local"),
  /** A call from a carrier to a number whose owner pays. */
  INBOUND_TOLLFREE("inbound.tollfree"),
  /** A call between our own trunks, on the side that calls. */
  OUTBOUND_IP("outbound.ip"),
  /** What the price list shows as the price of an ordinary call out; a deck has the exact ones. */
  OUTBOUND_LOCAL("outbound.local"),
  /** The same for calls to numbers whose owner pays. */
  OUTBOUND_TOLLFREE("outbound.tollfree");

  private final String label;

  CallKind(String label) {
    this.label = label;
  }

  /** The kind of a call from a carrier to a customer's number. */
  public static CallKind inbound(boolean tollFree) {
    return tollFree ? INBOUND_TOLLFREE : INBOUND_LOCAL;
  }

  /** The kind with that label. */
  public static Optional<CallKind> labelled(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }

  /** The name in configuration, quotes and records. */
  public String label() {
    return label;
  }
}
