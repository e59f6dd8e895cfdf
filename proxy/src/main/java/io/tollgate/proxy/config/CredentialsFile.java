package io.tollgate.proxy.config;

import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Passwords that the edge made, kept as hashes in {@code credentials.yaml}. A trunk's entry counts
 * as long as its user, realm and algorithms are those of the configuration; else a new password is
 * made.
 */
final class CredentialsFile extends SecretsFile<CredentialsFile.Entry, GeneratedPassword>
    implements GeneratedPasswords {
  private static final String HEADER =
      """
      # Made by tollgate. The passwords themselves are nowhere: these are their hashes, and worth as much.
      # To have a new password made at the next start, remove the trunk's entry.
      """;

  private static final int LENGTH = 20;

  /**
   * What is kept of a password.
   *
   * @param realm what its hashes are valid for
   * @param user whose they are
   */
  record Entry(String realm, DigestUser user) {
    private boolean fits(String name, DigestSettings digest) {
      return realm.equals(digest.realm())
          && user.name().equals(name)
          && user.ha1().keySet().containsAll(digest.algorithms());
    }
  }

  private final Optional<String> anew;

  /**
   * The passwords that are kept in this folder.
   *
   * @param anew the trunk that gets a new one whatever is kept under its name; empty where none
   *     does
   */
  CredentialsFile(Path data, Optional<String> anew, SecureRandom random) {
    super(data.resolve("credentials.yaml"), "password", HEADER, random);
    this.anew = anew;
  }

  @Override
  public DigestUser userOf(Field field, String trunk, String user, DigestSettings digest)
      throws ConfigException {
    Optional<Entry> known =
        kept(trunk)
            .filter(entry -> !anew.equals(Optional.of(trunk)))
            .filter(entry -> entry.fits(user, digest));
    if (known.isPresent()) {
      return known.get().user();
    }
    String password = randomText(LENGTH);
    DigestUser fresh = DigestUser.ofPassword(user, digest.realm(), password, digest.algorithms());
    made(
        field,
        trunk,
        new Entry(digest.realm(), fresh),
        new GeneratedPassword(trunk, user, password, file()));
    return fresh;
  }

  @Override
  Entry entry(String trunk, Field field) throws ConfigException {
    Section section = field.section("user", "realm", "ha1");
    Map<DigestAlgorithm, String> ha1 = new EnumMap<>(DigestAlgorithm.class);
    for (Map.Entry<String, Field> hash : section.need("ha1", "{MD5: …}").named().entrySet()) {
      Optional<DigestAlgorithm> algorithm = DigestAlgorithm.ofToken(hash.getKey());
      if (algorithm.isEmpty()) {
        throw hash.getValue().wrong("it is no algorithm", "remove the trunk's entry");
      }
      ha1.put(algorithm.get(), DigestUserReader.hash(algorithm.get(), hash.getValue()));
    }
    String realm = section.need("realm", "…").text();
    DigestUser user = section.need("user", trunk).parse(name -> new DigestUser(name, ha1));
    return new Entry(realm, user);
  }

  @Override
  String yaml(String trunk, Entry entry) {
    StringBuilder text = new StringBuilder();
    text.append("\"%s\":\n".formatted(trunk));
    text.append("  user: \"%s\"\n".formatted(entry.user().name()));
    text.append("  realm: \"%s\"\n".formatted(entry.realm()));
    text.append("  ha1:\n");
    entry
        .user()
        .ha1()
        .forEach((a, hash) -> text.append("    %s: \"%s\"\n".formatted(a.token(), hash)));
    return text.toString();
  }
}
