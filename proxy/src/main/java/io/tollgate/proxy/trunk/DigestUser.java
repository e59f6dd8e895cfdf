package io.tollgate.proxy.trunk;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user name and, in the place of its password, H(A1) for each algorithm it can be asked by.
 *
 * @param name 1 to 128 printable ASCII characters other than space, {@code "}, {@code \} and {@code
 *     :}, which headers and the hash would have to escape
 * @param ha1 in lower-case hexadecimal digits, at least one; valid within one realm only
 */
public record DigestUser(String name, Map<DigestAlgorithm, String> ha1) {
  private static final Pattern NAME = Pattern.compile("[!-~&&[^\"\\\\:]]{1,128}");

  public DigestUser {
    requireName(name);
    if (ha1.isEmpty()) {
      throw new IllegalArgumentException("user " + name + " has no HA1");
    }
    ha1.forEach(DigestAlgorithm::requireHa1);
    ha1 = Map.copyOf(ha1);
  }

  /**
   * Makes sure that {@code name} can be a user's.
   *
   * @return the name
   * @throws IllegalArgumentException where it cannot
   */
  public static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is not a user name; use 1 to 128 letters, digits, dashes, dots");
    }
    return name;
  }

  /** A user whose password is known now and forgotten after. */
  public static DigestUser ofPassword(
      String name, String realm, String password, Collection<DigestAlgorithm> algorithms) {
    Map<DigestAlgorithm, String> ha1 = new EnumMap<>(DigestAlgorithm.class);
    for (DigestAlgorithm algorithm : algorithms) {
      ha1.put(algorithm, algorithm.ha1(name, realm, password));
    }
    return new DigestUser(name, ha1);
  }

  /** H(A1) for {@code algorithm}, where the user has it. */
  public Optional<String> ha1(DigestAlgorithm algorithm) {
    return Optional.ofNullable(ha1.get(algorithm));
  }

  /** Without the hashes: they would open the trunk to whoever reads a log. */
  @Override
  public String toString() {
    return "DigestUser[" + name + ", " + ha1.keySet() + "]";
  }
}
