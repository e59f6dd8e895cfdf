package io.tollgate.proxy.route;

import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberRange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose our numbers are. Ranges may lie within one another, and the innermost decides: a number can
 * be taken out of a block for another trunk. Ranges that cross, or that are the same, are refused.
 *
 * <p>Immutable; a look-up is one binary search among the ranges of the number's length, and
 * allocates nothing.
 */
public final class NumberDirectory {
  /** No number at all. */
  public static final NumberDirectory EMPTY = new NumberDirectory(List.of());

  private final List<Entry> entries;
  private final NumberSegments[] byLength = new NumberSegments[E164.MAX_LENGTH + 1];

  /**
   * Numbers and whose they are.
   *
   * @param numbers which
   * @param owner the trunk that calls to them go to, and how they reach it; its account pays
   * @param tollFree whether whoever calls them pays nothing, so that their owner pays more
   */
  public record Entry(NumberRange numbers, TrunkContacts owner, boolean tollFree) {
    public Entry {
      Objects.requireNonNull(numbers);
      Objects.requireNonNull(owner);
    }

    /** The trunk that calls go to. */
    public Trunk trunk() {
      return owner.trunk();
    }

    /** Who pays. */
    public Account account() {
      return trunk().account();
    }
  }

  /**
   * A directory of these entries.
   *
   * @throws OverlappingNumbersException where two of them claim the same numbers, and neither range
   *     lies within the other
   */
  public NumberDirectory(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    for (int length = 0; length <= E164.MAX_LENGTH; length++) {
      byLength[length] = NumberSegments.of(this.entries, length);
    }
  }

  /** Whose a number is; empty where it is none of ours. */
  public Optional<Entry> find(E164 number) {
    return byLength[number.length()].find(number.packed());
  }

  /** All entries, in the order of the configuration. */
  public List<Entry> entries() {
    return entries;
  }
}
