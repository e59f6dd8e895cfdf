package io.tollgate.proxy.trunk;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the edge asks for credentials.
 *
 * @param realm what the passwords are valid for; stored hashes depend on it. 1 to 128 letters,
 *     digits, dots, dashes and underscores, so that no header has to quote it
 * @param algorithms offered in this order, at least one, none twice
 * @param nonceLife how long a challenge can be answered
 */
public record DigestSettings(String realm, List<DigestAlgorithm> algorithms, Duration nonceLife) {
  /** The realm where nothing else is said. */
  public static final String DEFAULT_REALM = "tollgate.local";

  /** MD5 comes first because widespread clients answer only where it does. */
  public static final List<DigestAlgorithm> DEFAULT_ALGORITHMS =
      List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);

  /**
   * Long enough for a person to type a password, short enough to make a captured answer useless.
   */
  public static final Duration DEFAULT_NONCE_LIFE = Duration.ofMinutes(1);

  private static final Pattern REALM = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  public DigestSettings {
    requireRealm(realm);
    algorithms = List.copyOf(algorithms);
    if (algorithms.isEmpty() || Set.copyOf(algorithms).size() != algorithms.size()) {
      throw new IllegalArgumentException("algorithms are at least one, and none twice");
    }
    if (!nonceLife.isPositive()) {
      throw new IllegalArgumentException("a nonce has to live for some time");
    }
  }

  /**
   * Makes sure that {@code realm} is one.
   *
   * @return the realm
   * @throws IllegalArgumentException where it is not
   */
  public static String requireRealm(String realm) {
    if (!REALM.matcher(realm).matches()) {
      throw new IllegalArgumentException(
          "'"
              + realm
              + "' is not a realm; use 1 to 128 letters, digits, dots and dashes, as in a host"
              + " name");
    }
    return realm;
  }
}
