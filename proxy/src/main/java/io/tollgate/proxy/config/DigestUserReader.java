package io.tollgate.proxy.config;

import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads who a trunk is to digest authentication: {@code user}, and {@code password} or {@code ha1}.
 * A password never stands in the file itself: it comes from the environment, from a file of its
 * own, or is made by the edge.
 */
final class DigestUserReader {
  private static final String GENERATE = "generate";

  private final DigestSettings digest;
  private final SecretReader secrets;
  private final GeneratedPasswords generated;

  /** A reader for this realm and these algorithms. */
  DigestUserReader(DigestSettings digest, SecretReader secrets, GeneratedPasswords generated) {
    this.digest = digest;
    this.secrets = secrets;
    this.generated = generated;
  }

  /** Whether the edge makes the password of this trunk, if only where nobody else gives one. */
  static boolean makesPassword(Field trunk) {
    Optional<Field> password = trunk.find("password");
    return password.filter(Field::isText).isPresent()
        || password.flatMap(field -> field.find("else")).isPresent();
  }

  /** The user of a trunk that wants credentials. */
  DigestUser read(String trunk, Section section) throws ConfigException {
    String name = section.need("user", trunk).parse(DigestUser::requireName);
    Optional<Field> ha1 = section.find("ha1");
    Optional<Field> password = section.find("password");
    if (ha1.isPresent() && password.isPresent()) {
      throw ha1.get().wrong("the password is there too", "keep one of the two");
    }
    return ha1.isPresent()
        ? ofHashes(name, ha1.get())
        : ofPassword(trunk, name, section.need("password", GENERATE));
  }

  private DigestUser ofHashes(String name, Field field) throws ConfigException {
    String[] tokens =
        Arrays.stream(DigestAlgorithm.values()).map(DigestAlgorithm::token).toArray(String[]::new);
    Section section = field.section(tokens);
    Map<DigestAlgorithm, String> ha1 = new EnumMap<>(DigestAlgorithm.class);
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      Optional<Field> hash = section.find(algorithm.token());
      if (hash.isPresent()) {
        ha1.put(algorithm, hash(algorithm, hash.get()));
      } else if (digest.algorithms().contains(algorithm)) {
        throw field.wrong(
            algorithm.token() + " is missing, which digest.algorithms offers",
            "add it, or stop offering it");
      }
    }
    return new DigestUser(name, ha1);
  }

  /** H(A1) as it stands in a file, in lower case. */
  static String hash(DigestAlgorithm algorithm, Field field) throws ConfigException {
    return field.parse(
        text -> {
          String ha1 = text.toLowerCase(Locale.ROOT);
          algorithm.requireHa1(ha1);
          return ha1;
        });
  }

  private DigestUser ofPassword(String trunk, String user, Field field) throws ConfigException {
    Optional<String> password = secrets.read(field, "password");
    return password.isPresent()
        ? DigestUser.ofPassword(user, digest.realm(), password.get(), digest.algorithms())
        : generated.userOf(field, trunk, user, digest);
  }
}
