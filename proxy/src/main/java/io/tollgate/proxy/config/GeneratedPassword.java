package io.tollgate.proxy.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A password that has just been made. This is the only moment at which anybody can read it.
 *
 * @param trunk whose it is
 * @param user the user name that goes with it
 * @param password in clear
 * @param keptIn the file that keeps its hashes
 */
public record GeneratedPassword(String trunk, String user, String password, Path keptIn)
    implements GeneratedSecret {

  @Override
  public String field() {
    return "trunks." + trunk + ".password";
  }

  @Override
  public Optional<String> userName() {
    return Optional.of(user);
  }

  @Override
  public String clear() {
    return password;
  }

  @Override
  public List<String> announcement() {
    return List.of(
        "Password made for trunk %s: user %s, password %s".formatted(trunk, user, password),
        "It is shown this once; %s keeps its hashes (remove the trunk's entry for a new one)"
            .formatted(keptIn));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "GeneratedPassword[" + trunk + ", " + user + "]";
  }
}
