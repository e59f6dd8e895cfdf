package io.tollgate.proxy.http.access;

import io.tollgate.proxy.http.exchange.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets a request in or says why not. Whatever writes needs the admin token; whatever comes from
 * another machine needs it or the reader's; reading on loopback is open.
 *
 * <p>Safe for any thread.
 */
public final class AccessCheck {
  private static final String SCHEME = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"tollgate\"";

  private final Supplier<AccessTokens> tokens;

  /**
   * A check.
   *
   * @param tokens those in force; asked for each request
   */
  public AccessCheck(Supplier<AccessTokens> tokens) {
    this.tokens = tokens;
  }

  private enum Right {
    NOTHING,
    READING,
    EVERYTHING
  }

  /**
   * The answer to a request that is not let in (RFC 6750 §3); empty for one that is.
   *
   * @param isLocal whether it came over loopback
   * @param writes whether it changes anything
   * @param authorizations the values of its Authorization fields
   */
  public Optional<Response> refusal(boolean isLocal, boolean writes, List<String> authorizations) {
    Right needed = writes ? Right.EVERYTHING : isLocal ? Right.NOTHING : Right.READING;
    if (needed == Right.NOTHING) {
      return Optional.empty();
    }
    AccessTokens inForce = tokens.get();
    if (writes && inForce.admin().isEmpty()) {
      return Optional.of(
          Response.error(403, "nothing can be changed here: the configuration has no http.token"));
    }
    Optional<String> presented = token(authorizations);
    if (presented.isEmpty()) {
      return Optional.of(
          Response.error(401, "this needs a token: Authorization: Bearer …")
              .with("WWW-Authenticate", CHALLENGE));
    }
    Right held = rightOf(inForce, presented.get());
    if (held.compareTo(needed) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        held == Right.NOTHING
            ? Response.error(401, "the token is not valid")
                .with("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"")
            : Response.error(403, "this token is for reading only")
                .with("WWW-Authenticate", CHALLENGE + ", error=\"insufficient_scope\""));
  }

  /** Two fields are nobody's: which one a proxy before us looked at, nobody knows. */
  private static Optional<String> token(List<String> authorizations) {
    return authorizations.size() == 1
            && authorizations.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(authorizations.getFirst().substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  /** Compares with both tokens whatever the first comparison says. */
  private static Right rightOf(AccessTokens inForce, String presented) {
    boolean isAdmin = inForce.admin().map(token -> token.is(presented)).orElse(false);
    boolean isReader = inForce.reader().map(token -> token.is(presented)).orElse(false);
    return isAdmin ? Right.EVERYTHING : isReader ? Right.READING : Right.NOTHING;
  }
}
