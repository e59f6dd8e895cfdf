package io.tollgate.rating.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

  /** Country codes by their lengths; others have 3. */
  private static final Set<String> ONE_DIGIT = Set.of("1", "7");

  private static final Set<String> TWO_DIGITS =
      Set.of(
          "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62"
              .concat(" 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98")
              .split(" "));

  public Country {
    prefixes = List.copyOf(prefixes);
    exclusions = List.copyOf(exclusions);
  }

  /** The country code of ITU-T E.164, which the country may share with others: 1, 44, 353. */
  public int callingCode() {
    String digits = prefixes.getFirst();
    int length =
        ONE_DIGIT.contains(digits.substring(0, 1))
            ? 1
            : TWO_DIGITS.contains(digits.substring(0, 2)) ? 2 : 3;
    return Integer.parseInt(digits.substring(0, length));
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
