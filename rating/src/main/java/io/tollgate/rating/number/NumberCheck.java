package io.tollgate.rating.number;

/** How much a number has to look like one. */
public enum NumberCheck {
  /** It is E.164 by its shape: plus, 7 to 15 digits, no leading zero. */
  SHAPE,
  /** Its calling code exists and its length is one that numbers there have. */
  POSSIBLE
}
