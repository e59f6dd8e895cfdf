package io.tollgate.proxy.trunk;

/** Two trunks that could not be told apart by what a request shows. */
public final class AmbiguousTrunksException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String first;
  private final String second;
  private final boolean byUser;

  AmbiguousTrunksException(Trunk first, Trunk second, boolean byUser, String what) {
    super("trunks %s and %s both claim %s".formatted(first.id(), second.id(), what));
    this.first = first.id();
    this.second = second.id();
    this.byUser = byUser;
  }

  /** The id of the trunk that came first. */
  public String first() {
    return first;
  }

  /** The id of the trunk that came later. */
  public String second() {
    return second;
  }

  /** Whether they share a user name; else they share an address block. */
  public boolean isByUser() {
    return byUser;
  }
}
