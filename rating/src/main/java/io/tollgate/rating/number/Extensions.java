package io.tollgate.rating.number;

/** What becomes of an extension that is dialled with a number: {@code ;ext=12}, {@code x12}. */
public enum Extensions {
  /** It is left out: the main number is called. */
  DROP,
  /** Its digits follow those of the number, as where desks are dialled directly. */
  APPEND,
  /** A number with an extension is not readable. */
  REFUSE
}
