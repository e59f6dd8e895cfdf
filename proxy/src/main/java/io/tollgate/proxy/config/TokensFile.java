package io.tollgate.proxy.config;

import io.tollgate.proxy.http.access.AccessToken;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** Tokens that the edge made, kept as hashes in {@code tokens.yaml}. */
final class TokensFile extends SecretsFile<AccessToken, GeneratedToken> implements GeneratedTokens {
  private static final String HEADER =
      """
      # Made by tollgate. The tokens themselves are nowhere: these are their hashes.
      # To have a new token made at the next start, remove its entry.
      """;

  private static final int LENGTH = 40;

  TokensFile(Path data, SecureRandom random) {
    super(data.resolve("tokens.yaml"), "token", HEADER, random);
  }

  @Override
  public AccessToken tokenOf(Field field) throws ConfigException {
    Optional<AccessToken> known = kept(field.path());
    if (known.isPresent()) {
      return known.get();
    }
    String text = randomText(LENGTH);
    AccessToken fresh = AccessToken.of(text);
    made(field, field.path(), fresh, new GeneratedToken(field.path(), text, file()));
    return fresh;
  }

  @Override
  AccessToken entry(String key, Field field) throws ConfigException {
    Field hash = field.section("sha256").need("sha256", "…");
    return hash.parse(text -> AccessToken.ofSha256(HexFormat.of().parseHex(text)));
  }

  @Override
  String yaml(String key, AccessToken token) {
    return "%s: {sha256: \"%s\"}\n".formatted(key, HexFormat.of().formatHex(token.sha256()));
  }
}
