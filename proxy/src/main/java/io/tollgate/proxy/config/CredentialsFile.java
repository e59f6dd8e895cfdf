package io.tollgate.proxy.config;

import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Passwords that the edge made, kept as hashes in {@code credentials.yaml} in the data folder,
 * readable by its owner only. A trunk's entry counts as long as its user, realm and algorithms are
 * those of the configuration; else a new password is made, which {@link #keep} writes down.
 */
final class CredentialsFile implements GeneratedPasswords {
  private static final String HEADER =
      """
      # Made by tollgate. The passwords themselves are nowhere: these are their hashes, and worth as much.
      # To have a new password made at the next start, remove the trunk's entry.
      """;

  private static final int LENGTH = 20;

  private final Path file;
  private final SecureRandom random;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<GeneratedPassword> made = new ArrayList<>();
  private Optional<Field> firstAsked = Optional.empty();
  private boolean isRead;

  private record Entry(String realm, DigestUser user) {}

  CredentialsFile(Path data, SecureRandom random) {
    this.file = data.resolve("credentials.yaml");
    this.random = random;
  }

  @Override
  public DigestUser userOf(Field field, String trunk, String user, DigestSettings digest)
      throws ConfigException {
    if (!isRead) {
      read();
      isRead = true;
    }
    Optional<DigestUser> kept = kept(entries.get(trunk), user, digest);
    if (kept.isPresent()) {
      return kept.get();
    }
    String password = RandomText.of(LENGTH, random);
    DigestUser fresh = DigestUser.ofPassword(user, digest.realm(), password, digest.algorithms());
    entries.put(trunk, new Entry(digest.realm(), fresh));
    made.add(new GeneratedPassword(trunk, user, password, file));
    firstAsked = firstAsked.or(() -> Optional.of(field));
    return fresh;
  }

  @Override
  public List<GeneratedPassword> keep() throws ConfigException {
    if (made.isEmpty()) {
      return List.of();
    }
    try {
      write();
    } catch (IOException e) {
      throw firstAsked
          .orElseThrow()
          .wrong(
              "the password that was made cannot be kept (" + e + ")",
              "make the data folder writable");
    }
    return List.copyOf(made);
  }

  private static Optional<DigestUser> kept(Entry entry, String user, DigestSettings digest) {
    return Optional.ofNullable(entry)
        .filter(e -> e.realm().equals(digest.realm()) && e.user().name().equals(user))
        .map(Entry::user)
        .filter(u -> u.ha1().keySet().containsAll(digest.algorithms()));
  }

  private void read() throws ConfigException {
    if (!Files.exists(file)) {
      return;
    }
    for (Map.Entry<String, Field> trunk : YamlReader.read(file).named().entrySet()) {
      Section section = trunk.getValue().section("user", "realm", "ha1");
      Map<DigestAlgorithm, String> ha1 = new EnumMap<>(DigestAlgorithm.class);
      Field hashes = section.need("ha1", "{MD5: …}");
      for (Map.Entry<String, Field> hash : hashes.named().entrySet()) {
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.ofToken(hash.getKey());
        if (algorithm.isEmpty()) {
          throw hash.getValue().wrong("it is no algorithm", "remove the trunk's entry");
        }
        ha1.put(algorithm.get(), DigestUserReader.hash(algorithm.get(), hash.getValue()));
      }
      String realm = section.need("realm", "…").text();
      DigestUser user =
          section.need("user", trunk.getKey()).parse(name -> new DigestUser(name, ha1));
      entries.put(trunk.getKey(), new Entry(realm, user));
    }
  }

  private void write() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    entries.forEach(
        (trunk, entry) -> {
          text.append("\"%s\":\n".formatted(trunk));
          text.append("  user: \"%s\"\n".formatted(entry.user().name()));
          text.append("  realm: \"%s\"\n".formatted(entry.realm()));
          text.append("  ha1:\n");
          entry
              .user()
              .ha1()
              .forEach((a, hash) -> text.append("    %s: \"%s\"\n".formatted(a.token(), hash)));
        });
    PrivateFile.write(file, text.toString());
  }
}
