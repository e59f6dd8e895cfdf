package io.tollgate.proxy.trunk;

import java.util.Optional;

/** Two trunks that could not be told apart by what a request shows. */
public final class AmbiguousTrunksException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String first;
  private final String second;

  /** Not part of a serialised exception. */
  private final transient Optional<AddressPrefix> block;

  private AmbiguousTrunksException(
      Trunk first, Trunk second, Optional<AddressPrefix> block, String message) {
    super(message);
    this.first = first.id();
    this.second = second.id();
    this.block = block;
  }

  static AmbiguousTrunksException byUser(Trunk first, Trunk second, String user) {
    return new AmbiguousTrunksException(
        first,
        second,
        Optional.empty(),
        "trunks %s and %s both claim user %s".formatted(first.id(), second.id(), user));
  }

  static AmbiguousTrunksException byAddress(
      ClaimList.Claim first, ClaimList.Claim second, AddressPrefix place) {
    Trunk one = first.trunk();
    Trunk other = second.trunk();
    String how =
        first.conditions().equals(second.conditions())
            ? "trunks %s and %s both claim %s%s".formatted(one.id(), other.id(), place, with(first))
            : "trunks %s and %s could both be meant at %s: one claims it%s, the other%s"
                .formatted(one.id(), other.id(), place, with(first), with(second));
    return new AmbiguousTrunksException(one, other, Optional.of(place), how);
  }

  private static String with(ClaimList.Claim claim) {
    String conditions = claim.conditions().toString();
    return conditions.isEmpty() ? "" : " with " + conditions;
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
    return block.isEmpty();
  }

  /** The address block that they share. */
  public Optional<AddressPrefix> block() {
    return block;
  }
}
