package io.tollgate.proxy.trunk;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of trunks on one address block, while a directory is made. Lists share what they have
 * in common, so that a hundred thousand blocks which the same trunks claim are one list, checked
 * and compiled once.
 *
 * <p>Confined to the thread that makes the directory.
 */
final class ClaimList {
  private final Optional<Claim> last;
  private final Optional<ClaimList> before;
  private final Map<Claim, ClaimList> longer = new IdentityHashMap<>();
  private Optional<Claims> compiled = Optional.empty();

  /**
   * One claim.
   *
   * @param conditions what a request has to show
   * @param trunk whose it is then
   */
  record Claim(Conditions conditions, Trunk trunk) {

    /**
     * Whether a request could be either's, with nothing to say whose. A trunk that wants
     * credentials is told apart by them.
     */
    boolean conflictsWith(Claim other) {
      return trunk != other.trunk
          && !trunk.auth().wantsCredentials()
          && !other.trunk.auth().wantsCredentials()
          && conditions.areCompatibleWith(other.conditions)
          && conditions.imply(other.conditions) == other.conditions.imply(conditions);
    }
  }

  private ClaimList(Optional<Claim> last, Optional<ClaimList> before) {
    this.last = last;
    this.before = before;
  }

  /** A list without claims, which others grow out of. */
  static ClaimList root() {
    return new ClaimList(Optional.empty(), Optional.empty());
  }

  /**
   * The list with one more claim.
   *
   * @param place the block, for the error
   * @throws AmbiguousTrunksException where another trunk claims the same
   */
  ClaimList with(Claim claim, AddressPrefix place) {
    ClaimList known = longer.get(claim);
    if (known != null) {
      return known;
    }
    for (Claim other : claims()) {
      if (claim.conflictsWith(other)) {
        throw AmbiguousTrunksException.byAddress(other, claim, place);
      }
    }
    ClaimList made = new ClaimList(Optional.of(claim), Optional.of(this));
    longer.put(claim, made);
    return made;
  }

  /** What the list says, ready to be asked. */
  Claims compiled() {
    if (compiled.isEmpty()) {
      compiled = Optional.of(new Claims(claims()));
    }
    return compiled.get();
  }

  /** In the order in which they were made. */
  private List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    for (Optional<ClaimList> at = Optional.of(this); at.isPresent(); at = at.get().before) {
      at.get().last.ifPresent(claims::add);
    }
    return claims.reversed();
  }
}
