package io.tollgate.proxy.net;

/** What is believed of a Contact: whether there may be address translation on the way to it. */
public enum Nat {
  /**
   * A Contact that is not where the peer's packets come from, a private address as a rule, is
   * overridden by their source: requests inside the dialog go there, over the peer's own connection
   * where it has one.
   */
  AUTO("auto"),
  /** Requests inside the dialog go where the Contact says (RFC 3261 §12.2.1.1). */
  OFF("off");

  private final String label;

  Nat(String label) {
    this.label = label;
  }

  /** The name in configuration. */
  public String label() {
    return label;
  }
}
