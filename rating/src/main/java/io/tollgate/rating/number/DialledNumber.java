package io.tollgate.rating.number;

/** What a dial plan makes of the user part of a URI. */
public sealed interface DialledNumber {

  /** It is this number. */
  record Number(E164 e164) implements DialledNumber {}

  /**
   * It is no number that the plan knows.
   *
   * @param reason one clause in an operator's words, safe to stand in a SIP {@code Warning}:
   *     printable ASCII without quotation marks
   */
  record Unreadable(String reason) implements DialledNumber {}
}
