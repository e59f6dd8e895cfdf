package io.tollgate.proxy.config;

import io.tollgate.proxy.http.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tokens that the edge made, kept as hashes in {@code tokens.yaml} in the data folder, readable by
 * its owner only.
 */
final class TokensFile implements GeneratedTokens {
  private static final String HEADER =
      """
      # Made by tollgate. The tokens themselves are nowhere: these are their hashes.
      # To have a new token made at the next start, remove its entry.
      """;

  private static final int LENGTH = 40;

  private final Path file;
  private final SecureRandom random;
  private final Consumer<? super GeneratedToken> announce;

  TokensFile(Path data, SecureRandom random, Consumer<? super GeneratedToken> announce) {
    this.file = data.resolve("tokens.yaml");
    this.random = random;
    this.announce = announce;
  }

  @Override
  public AccessToken tokenOf(String field) throws ConfigException, IOException {
    Map<String, AccessToken> kept = read();
    if (kept.containsKey(field)) {
      return kept.get(field);
    }
    String token = newToken(random);
    AccessToken made = AccessToken.of(token);
    kept.put(field, made);
    write(kept);
    announce.accept(new GeneratedToken(field, token, file));
    return made;
  }

  /** What is kept for a field. */
  Optional<AccessToken> find(String field) throws ConfigException {
    return Optional.ofNullable(read().get(field));
  }

  static String newToken(SecureRandom random) {
    return RandomText.of(LENGTH, random);
  }

  private Map<String, AccessToken> read() throws ConfigException {
    Map<String, AccessToken> kept = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (Map.Entry<String, Field> entry : YamlReader.read(file).named().entrySet()) {
        Field hash = entry.getValue().section("sha256").need("sha256", "…");
        kept.put(
            entry.getKey(),
            hash.parse(text -> AccessToken.ofSha256(HexFormat.of().parseHex(text))));
      }
    }
    return kept;
  }

  private void write(Map<String, AccessToken> tokens) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    tokens.forEach(
        (field, token) ->
            text.append(
                "%s: {sha256: \"%s\"}\n"
                    .formatted(field, HexFormat.of().formatHex(token.sha256()))));
    PrivateFile.write(file, text.toString());
  }
}
