package io.tollgate.proxy.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets that the edge made, kept as hashes in a YAML file in the data folder that only its owner
 * may read. The file is read when the first secret is asked for, and written by {@link #keep}. Not
 * safe for use by several threads.
 *
 * @param <E> what is kept of a secret
 * @param <S> the secret as it is shown, once
 */
abstract sealed class SecretsFile<E, S extends GeneratedSecret>
    permits CredentialsFile, TokensFile {
  private final Path file;
  private final String noun;
  private final String header;
  private final SecureRandom random;
  private final Map<String, E> entries = new LinkedHashMap<>();
  private final List<S> made = new ArrayList<>();
  private Optional<Field> firstAsked = Optional.empty();
  private boolean isRead;

  /**
   * Secrets in this file.
   *
   * @param noun what one of them is called in errors
   * @param header the comment that the file begins with
   */
  SecretsFile(Path file, String noun, String header, SecureRandom random) {
    this.file = file;
    this.noun = noun;
    this.header = header;
    this.random = random;
  }

  /** What the file says of one secret. */
  abstract E entry(String key, Field field) throws ConfigException;

  /** The same as YAML, with its key and the end of its last line. */
  abstract String yaml(String key, E entry);

  /** What is kept under this key, from this start or an earlier one. */
  final Optional<E> kept(String key) throws ConfigException {
    if (!isRead) {
      if (Files.exists(file)) {
        for (Map.Entry<String, Field> each : YamlReader.read(file).named().entrySet()) {
          entries.put(each.getKey(), entry(each.getKey(), each.getValue()));
        }
      }
      isRead = true;
    }
    return Optional.ofNullable(entries.get(key));
  }

  /** Characters that nobody can guess. */
  final String randomText(int length) {
    return RandomText.of(length, random);
  }

  /** Where the hashes are kept. */
  final Path file() {
    return file;
  }

  /** Notes a secret that was made just now because {@code field} asks for it. */
  final void made(Field field, String key, E entry, S secret) {
    entries.put(key, entry);
    made.add(secret);
    firstAsked = firstAsked.or(() -> Optional.of(field));
  }

  /**
   * Keeps what was made.
   *
   * @return the secrets, to be shown once
   * @throws ConfigException where they cannot be kept
   */
  public final List<S> keep() throws ConfigException {
    if (made.isEmpty()) {
      return List.of();
    }
    StringBuilder text = new StringBuilder(header);
    entries.forEach((key, entry) -> text.append(yaml(key, entry)));
    try {
      PrivateFile.write(file, text.toString());
    } catch (IOException e) {
      throw firstAsked
          .orElseThrow()
          .wrong(
              "the %s that was made cannot be kept (%s)".formatted(noun, e),
              "make the data folder writable");
    }
    return List.copyOf(made);
  }
}
