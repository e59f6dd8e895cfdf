package io.tollgate.proxy.admission;

import java.util.Locale;

/**
 * What scanners and guessers do. Each weighs as much as it is unlikely to be an honest mistake; at
 * {@link AbuseGuard#LIMIT} the source is banned.
 */
public enum Offence {
  /** Credentials that are wrong, or of a user that does not exist. */
  WRONG_PASSWORD(20),
  /** A call of somebody whom no trunk claims. */
  UNKNOWN_CALLER(10),
  /** A request that nobody but a known peer sends: OPTIONS, REGISTER and the like. */
  PROBE(10),
  /** Something that is no SIP message, or half of one. */
  MALFORMED(5),
  /** A call without credentials, which was asked for them: the beginning of every digest call. */
  UNPROVED(1);

  private final int weight;

  Offence(int weight) {
    this.weight = weight;
  }

  /** How much it counts. */
  int weight() {
    return weight;
  }

  /** The name in metrics and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
