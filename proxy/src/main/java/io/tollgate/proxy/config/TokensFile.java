package io.tollgate.proxy.config;

import io.tollgate.proxy.http.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Map<String, AccessToken> kept = new LinkedHashMap<>();
  private final List<GeneratedToken> made = new ArrayList<>();
  private Optional<Field> firstAsked = Optional.empty();
  private boolean isRead;

  TokensFile(Path data, SecureRandom random) {
    this.file = data.resolve("tokens.yaml");
    this.random = random;
  }

  @Override
  public AccessToken tokenOf(Field field) throws ConfigException {
    if (!isRead) {
      read();
      isRead = true;
    }
    AccessToken known = kept.get(field.path());
    if (known != null) {
      return known;
    }
    String text = RandomText.of(LENGTH, random);
    AccessToken fresh = AccessToken.of(text);
    kept.put(field.path(), fresh);
    made.add(new GeneratedToken(field.path(), text, file));
    firstAsked = firstAsked.or(() -> Optional.of(field));
    return fresh;
  }

  @Override
  public List<GeneratedToken> keep() throws ConfigException {
    if (made.isEmpty()) {
      return List.of();
    }
    try {
      write();
    } catch (IOException e) {
      throw firstAsked
          .orElseThrow()
          .wrong(
              "the token that was made cannot be kept (" + e + ")",
              "make the data folder writable");
    }
    return List.copyOf(made);
  }

  private void read() throws ConfigException {
    if (Files.exists(file)) {
      for (Map.Entry<String, Field> entry : YamlReader.read(file).named().entrySet()) {
        Field hash = entry.getValue().section("sha256").need("sha256", "…");
        kept.put(
            entry.getKey(),
            hash.parse(text -> AccessToken.ofSha256(HexFormat.of().parseHex(text))));
      }
    }
  }

  private void write() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    kept.forEach(
        (field, token) ->
            text.append(
                "%s: {sha256: \"%s\"}\n"
                    .formatted(field, HexFormat.of().formatHex(token.sha256()))));
    PrivateFile.write(file, text.toString());
  }
}
