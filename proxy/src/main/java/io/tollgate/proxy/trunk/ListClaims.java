package io.tollgate.proxy.trunk;

import io.tollgate.proxy.trunk.ClaimList.Claim;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Collects who claims which blocks, list by list: however many trunks share a list, its blocks are
 * gone through once.
 *
 * <p>Confined to the thread that makes the directory.
 */
final class ListClaims {
  private final List<Use> uses = new ArrayList<>();
  private final Map<List<AddressPrefix>, Use> byList = new IdentityHashMap<>();

  /** A list, and all claims on each of its blocks. */
  private record Use(List<AddressPrefix> list, List<Claim> claims) {}

  /**
   * Collects what a trunk claims.
   *
   * @param order its place among all
   */
  void add(Trunk trunk, int order) {
    for (Recognition.Source source : trunk.recognition().sources()) {
      Use use = byList.computeIfAbsent(source.addresses(), this::used);
      for (Conditions conditions : trunk.recognition().conditions(source)) {
        use.claims.add(new Claim(conditions, trunk, order));
      }
    }
  }

  private Use used(List<AddressPrefix> list) {
    Use use = new Use(list, new ArrayList<>());
    uses.add(use);
    return use;
  }

  /**
   * The claims on each block.
   *
   * @throws AmbiguousTrunksException where a request from one could be either of two trunks'
   */
  AddressTableBuilder<ClaimList> byBlock() {
    AddressTableBuilder<ClaimList> blocks = new AddressTableBuilder<>();
    ClaimList root = ClaimList.root();
    for (Use use : uses) {
      BiFunction<AddressPrefix, ClaimList, ClaimList> claim =
          (block, known) -> known.with(use.claims, block);
      blocks.expect(use.list);
      for (AddressPrefix block : use.list) {
        blocks.update(block, root, claim);
      }
    }
    return blocks;
  }
}
