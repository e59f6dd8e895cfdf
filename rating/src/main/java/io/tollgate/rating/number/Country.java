package io.tollgate.rating.number;

import java.util.ArrayList;
import java.util.List;

/**
 * A country and the numbers that are its own: those that begin with one of its prefixes, but with
 * none of its exclusions.
 *
 * @param iso ISO 3166-1 alpha-2 code
 * @param name its usual English name
 * @param prefixes digits without a plus sign
 * @param exclusions longer prefixes within these that belong to other countries
 */
public record Country(String iso, String name, List<String> prefixes, List<String> exclusions) {

  public Country {
    prefixes = List.copyOf(prefixes);
    exclusions = List.copyOf(exclusions);
  }

  /** The same set of numbers without exclusions: ascending, no prefix begins with another. */
  public List<String> exactPrefixes() {
    List<String> exact = new ArrayList<>();
    prefixes.stream().sorted().forEach(prefix -> expand(prefix, exact));
    return exact;
  }

  /**
   * How many digits the prefix has that one of {@link #exactPrefixes} stands for: 442 is a part of
   * 44. An area code of +1 stands for +1, since those of a country are listed one by one.
   */
  public int rankOf(String exactPrefix) {
    int length =
        prefixes.stream()
            .filter(exactPrefix::startsWith)
            .mapToInt(String::length)
            .min()
            .orElse(exactPrefix.length());
    return exactPrefix.startsWith("1") ? 1 : length;
  }

  /** Splits a prefix that an exclusion cuts into its ten longer ones, until none is cut. */
  private void expand(String prefix, List<String> exact) {
    if (exclusions.stream().anyMatch(prefix::startsWith)) {
      return;
    }
    if (exclusions.stream().noneMatch(cut -> cut.startsWith(prefix))) {
      exact.add(prefix);
      return;
    }
    for (char digit = '0'; digit <= '9'; digit++) {
      expand(prefix + digit, exact);
    }
  }
}
