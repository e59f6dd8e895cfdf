package io.tollgate.proxy.trunk;

import io.tollgate.rating.charge.Money;

/**
 * How an account pays.
 *
 * @param kind before its calls or after them
 * @param limit how far its balance may go below nothing; nothing for {@link Kind#PREPAID}
 */
public record Credit(Kind kind, Money limit) {

  /** When it pays. */
  public enum Kind {
    PREPAID("prepaid"),
    POSTPAID("postpaid");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The word in configuration. */
    public String label() {
      return label;
    }
  }

  /** Calls are made of what was paid in. */
  public static final Credit PREPAID = new Credit(Kind.PREPAID, Money.ZERO);

  public Credit {
    if (limit.isNegative() || kind == Kind.PREPAID && !limit.isZero()) {
      throw new IllegalArgumentException(kind.label() + " with a limit of " + limit);
    }
  }

  /** Calls are made up to a debt. */
  public static Credit postpaid(Money limit) {
    return new Credit(Kind.POSTPAID, limit);
  }
}
