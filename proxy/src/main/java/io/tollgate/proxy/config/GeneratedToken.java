package io.tollgate.proxy.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A token for the administration server that has just been made.
 *
 * @param field whose it is, such as {@code http.token}
 * @param token in clear
 * @param keptIn the file that keeps its hash
 */
public record GeneratedToken(String field, String token, Path keptIn) implements GeneratedSecret {

  @Override
  public Optional<String> userName() {
    return Optional.empty();
  }

  @Override
  public String clear() {
    return token;
  }

  @Override
  public List<String> announcement() {
    return List.of(
        "Token made for %s: %s".formatted(field, token),
        "It is shown this once; %s keeps its hash (remove the entry for a new one)"
            .formatted(keptIn));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "GeneratedToken[" + field + "]";
  }
}
