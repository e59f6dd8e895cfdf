package io.tollgate.proxy.http.access;

import java.util.Objects;
import java.util.Optional;

/**
 * Who may use the administration server from where it is not open.
 *
 * @param admin for everything; without one nothing can be written
 * @param reader for reading only, such as Prometheus'
 */
public record AccessTokens(Optional<AccessToken> admin, Optional<AccessToken> reader) {
  /** Nobody may: reading on loopback is all that there is. */
  public static final AccessTokens NONE = new AccessTokens(Optional.empty(), Optional.empty());

  public AccessTokens {
    Objects.requireNonNull(admin);
    Objects.requireNonNull(reader);
  }

  /** Whether anybody may read from afar. */
  public boolean areThere() {
    return admin.isPresent() || reader.isPresent();
  }
}
