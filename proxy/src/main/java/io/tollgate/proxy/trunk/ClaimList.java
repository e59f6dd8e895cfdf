package io.tollgate.proxy.trunk;

import java.util.ArrayList;
import java.util.Comparator;
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
  private final List<Claim> last;
  private final Optional<ClaimList> before;
  private final Map<List<Claim>, ClaimList> longer = new IdentityHashMap<>();
  private Optional<Claims> compiled = Optional.empty();

  /**
   * One claim.
   *
   * @param conditions what a request has to show
   * @param trunk whose it is then
   * @param order the trunk's place among all
   */
  record Claim(Conditions conditions, Trunk trunk, int order) {

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

  private ClaimList(List<Claim> last, Optional<ClaimList> before) {
    this.last = last;
    this.before = before;
  }

  /** A list without claims, which others grow out of. */
  static ClaimList root() {
    return new ClaimList(List.of(), Optional.empty());
  }

  /**
   * The list with more claims.
   *
   * @param more claims that are made together, wherever they are: known by identity
   * @param place the block, for the error
   * @throws AmbiguousTrunksException where two trunks claim the same
   */
  ClaimList with(List<Claim> more, AddressPrefix place) {
    if (more == last) {
      return this; // a block that its list has twice
    }
    ClaimList known = longer.get(more);
    if (known != null) {
      return known;
    }
    refuseConflicts(more, place);
    ClaimList made = new ClaimList(more, Optional.of(this));
    longer.put(more, made);
    return made;
  }

  private void refuseConflicts(List<Claim> more, AddressPrefix place) {
    List<Claim> all = claims();
    for (Claim claim : more) {
      for (Claim other : all) {
        if (claim.conflictsWith(other)) {
          throw claim.order < other.order
              ? AmbiguousTrunksException.byAddress(claim, other, place)
              : AmbiguousTrunksException.byAddress(other, claim, place);
        }
      }
      all.add(claim);
    }
  }

  /** What the list says, ready to be asked. */
  Claims compiled() {
    if (compiled.isEmpty()) {
      List<Claim> claims = claims();
      claims.sort(Comparator.comparingInt(Claim::order));
      compiled = Optional.of(new Claims(claims));
    }
    return compiled.get();
  }

  private List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    for (Optional<ClaimList> at = Optional.of(this); at.isPresent(); at = at.get().before) {
      claims.addAll(at.get().last.reversed());
    }
    return new ArrayList<>(claims.reversed());
  }
}
