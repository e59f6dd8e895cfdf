package io.tollgate.proxy.trunk;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The client side of digest authentication (RFC 3261 §22, RFC 7616, RFC 8760) for one dialog:
 * answers challenges of one server, and goes on with the nonce of the last one.
 *
 * <p>Confined to its loop.
 */
public final class ChallengeResponder {
  /** Between two that are accepted: one for a nonce, one where that has gone stale on the way. */
  private static final int MOST_CHALLENGES = 2;

  private final DigestLogin login;
  private final Supplier<String> cnonces;
  private Optional<Answering> answering = Optional.empty();
  private int challenges;

  /**
   * A challenge that is being answered.
   *
   * @param header where the credentials go
   */
  private record Challenge(
      String header,
      String realm,
      String nonce,
      String opaque,
      boolean hasOpaque,
      boolean qop,
      Optional<String> algorithmSaid,
      DigestAlgorithm algorithm) {}

  private static final class Answering {
    private final Challenge challenge;
    private final String ha1;
    private int count;

    Answering(Challenge challenge, String ha1) {
      this.challenge = challenge;
      this.ha1 = ha1;
    }
  }

  /** A client that has not been asked yet. */
  public ChallengeResponder(DigestLogin login, Supplier<String> cnonces) {
    this.login = login;
    this.cnonces = cnonces;
  }

  /**
   * Takes the challenges of a 401 or 407. From now on {@link #credentials} answers one of them: the
   * first whose algorithm and quality of protection we have, as RFC 8760 §2.4 wants.
   *
   * @param proxy whether it was a 407, whose challenges stand in Proxy-Authenticate
   * @param values of the header, in order
   * @return whether asking again may help; not where the very first answer to a nonce was refused,
   *     since then the password is wrong
   */
  public boolean challenged(boolean proxy, List<String> values) {
    boolean answeredOnce = answering.filter(last -> last.count == 1).isPresent();
    if (++challenges > MOST_CHALLENGES) {
      return false;
    }
    for (String value : values) {
      Optional<DigestCredentials> parsed = DigestCredentials.parse(value);
      if (parsed.isEmpty()) {
        continue;
      }
      if (answeredOnce && !parsed.get().get("stale").equalsIgnoreCase("true")) {
        return false;
      }
      Optional<Challenge> challenge = usable(proxy, parsed.get());
      if (challenge.isPresent()) {
        Challenge chosen = challenge.get();
        answering =
            Optional.of(
                new Answering(
                    chosen, chosen.algorithm.ha1(login.user(), chosen.realm, login.password())));
        return true;
      }
    }
    return false;
  }

  /** A request was let through: the nonce is good, and later challenges are new ones. */
  public void accepted() {
    challenges = 0;
  }

  private static Optional<Challenge> usable(boolean proxy, DigestCredentials said) {
    Optional<String> token =
        said.has("algorithm") ? Optional.of(said.get("algorithm")) : Optional.empty();
    Optional<DigestAlgorithm> algorithm = DigestAlgorithm.ofToken(token.orElse("MD5"));
    boolean qop = said.has("qop");
    if (algorithm.isEmpty()
        || !said.has("realm")
        || said.get("nonce").isEmpty()
        || qop && !offersAuth(said.get("qop"))) {
      return Optional.empty();
    }
    return Optional.of(
        new Challenge(
            proxy ? "Proxy-Authorization: " : "Authorization: ",
            said.get("realm"),
            said.get("nonce"),
            said.get("opaque"),
            said.has("opaque"),
            qop,
            token,
            algorithm.get()));
  }

  private static boolean offersAuth(String qop) {
    for (String option : qop.split(",")) {
      if (option.strip().equalsIgnoreCase("auth")) {
        return true;
      }
    }
    return false;
  }

  /**
   * The header line that shows our credentials for one request, line end included; empty where
   * nobody has asked yet.
   */
  public String credentials(String method, String uri) {
    return answering.map(last -> line(last, method, uri)).orElse("");
  }

  private String line(Answering last, String method, String uri) {
    Challenge challenge = last.challenge;
    last.count++;
    StringBuilder line = new StringBuilder(320);
    line.append(challenge.header).append("Digest username=\"").append(login.user());
    line.append("\", realm=\"").append(challenge.realm);
    line.append("\", nonce=\"").append(challenge.nonce);
    line.append("\", uri=\"").append(uri).append('"');
    if (challenge.qop) {
      String count = "%08x".formatted(last.count);
      String cnonce = cnonces.get();
      line.append(", qop=auth, nc=").append(count).append(", cnonce=\"").append(cnonce);
      line.append("\", response=\"");
      line.append(
          challenge.algorithm.response(last.ha1, challenge.nonce, count, cnonce, method, uri));
    } else {
      line.append(", response=\"");
      line.append(challenge.algorithm.response(last.ha1, challenge.nonce, method, uri));
    }
    line.append('"');
    challenge.algorithmSaid.ifPresent(token -> line.append(", algorithm=").append(token));
    if (challenge.hasOpaque) {
      line.append(", opaque=\"").append(challenge.opaque).append('"');
    }
    return line.append("\r\n").toString();
  }
}
