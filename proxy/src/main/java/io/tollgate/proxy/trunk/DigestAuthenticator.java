package io.tollgate.proxy.trunk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks for credentials and checks them: digest authentication by RFC 3261 §22, RFC 7616 and RFC
 * 8760, with {@code qop=auth} and, for clients of the old school, without.
 *
 * <p>Garbage is never an exception, it is wrong credentials or none. An unknown user costs the same
 * work as a known one with a wrong password and gets the same answer, and responses are compared in
 * constant time.
 *
 * <p>Safe for use by any thread. Times are {@link System#nanoTime()}'s: a step of the wall clock
 * neither ends nor prolongs a challenge.
 */
public final class DigestAuthenticator {
  private static final String QOP = "auth";

  /** How many answered challenges are remembered; some 4 MB when all are. */
  private static final int REMEMBERED_NONCES = 1 << 16;

  private static final Pattern NONCE_COUNT = Pattern.compile("[0-9a-fA-F]{1,8}");

  /** What a check of credentials says. */
  enum Finding {
    /** The user knows the password. */
    RIGHT,
    /**
     * The user knows the password, but answered a challenge that is too old, that another run of
     * the edge made, or that was answered so before: the client shall answer a new one, without
     * asking anybody for a password.
     */
    STALE,
    /** Anything else. */
    WRONG
  }

  private final DigestSettings settings;
  private final Nonces nonces;
  private final NonceCounts counts = new NonceCounts(REMEMBERED_NONCES);
  private final DigestUser nobody;

  /**
   * An authenticator with a nonce key of its own.
   *
   * @param random where keys come from
   */
  public DigestAuthenticator(DigestSettings settings, SecureRandom random) {
    this.settings = settings;
    this.nonces = new Nonces(settings.nonceLife().toNanos(), random);
    this.nobody = nobody(settings.algorithms(), random);
  }

  /** Stands in for users that do not exist, with hashes that no password has. */
  private static DigestUser nobody(List<DigestAlgorithm> algorithms, SecureRandom random) {
    Map<DigestAlgorithm, String> ha1 = new EnumMap<>(DigestAlgorithm.class);
    for (DigestAlgorithm algorithm : algorithms) {
      byte[] hash = new byte[algorithm.hexDigits() / 2];
      random.nextBytes(hash);
      ha1.put(algorithm, HexFormat.of().formatHex(hash));
    }
    return new DigestUser("nobody", ha1);
  }

  /**
   * The values of the Proxy-Authenticate (or WWW-Authenticate) header fields of a challenge, one an
   * algorithm, in the configured order, which is the order of preference (RFC 8760 §2.3).
   *
   * @param stale whether the last answer was right but too late
   */
  public List<String> challenges(boolean stale, long nowNanos) {
    String nonce = nonces.make(nowNanos);
    return settings.algorithms().stream().map(a -> challenge(a, nonce, stale)).toList();
  }

  /** MD5's challenge alone, for clients that trip over others; all where MD5 is not offered. */
  List<String> md5Challenge(boolean stale, long nowNanos) {
    return settings.algorithms().contains(DigestAlgorithm.MD5)
        ? List.of(challenge(DigestAlgorithm.MD5, nonces.make(nowNanos), stale))
        : challenges(stale, nowNanos);
  }

  private String challenge(DigestAlgorithm algorithm, String nonce, boolean stale) {
    return "Digest realm=\"%s\", nonce=\"%s\", algorithm=%s, qop=\"%s\"%s"
        .formatted(settings.realm(), nonce, algorithm.token(), QOP, stale ? ", stale=true" : "");
  }

  /**
   * The credentials that are meant for this edge: the first whose realm is ours. A request may
   * carry others, for proxies on its way (RFC 3261 §22.3).
   *
   * @param authorizations values of Proxy-Authorization header fields, as they came
   */
  Optional<DigestCredentials> credentials(List<String> authorizations) {
    for (String authorization : authorizations) {
      Optional<DigestCredentials> credentials = DigestCredentials.parse(authorization);
      if (credentials.isPresent() && credentials.get().get("realm").equals(settings.realm())) {
        return credentials;
      }
    }
    return Optional.empty();
  }

  /**
   * Checks credentials.
   *
   * @param user whom the credentials' user name belongs to; empty where there is no such user
   * @param method the request's method
   * @param requestUri the request's Request-URI, as it came
   */
  Finding check(
      DigestCredentials credentials,
      Optional<DigestUser> user,
      String method,
      String requestUri,
      long nowNanos) {
    boolean matches = responseMatches(credentials, user.orElse(nobody), method);
    Optional<Nonces.Nonce> nonce = nonces.fresh(credentials.get("nonce"), nowNanos);
    if (!matches || user.isEmpty() || !namesSameUser(credentials.get("uri"), requestUri)) {
      return Finding.WRONG;
    }
    // Without a count, a nonce can be answered once, as if that were its first.
    long count = credentials.has("qop") ? Long.parseLong(credentials.get("nc"), 16) : 1;
    return nonce.isPresent() && counts.use(nonce.get(), count) ? Finding.RIGHT : Finding.STALE;
  }

  private boolean responseMatches(DigestCredentials credentials, DigestUser user, String method) {
    String token = credentials.has("algorithm") ? credentials.get("algorithm") : "MD5";
    Optional<DigestAlgorithm> algorithm =
        DigestAlgorithm.ofToken(token).filter(settings.algorithms()::contains);
    if (algorithm.isEmpty() || !isComplete(credentials)) {
      return false;
    }
    // Who has no hash of this algorithm must not show by a quicker answer that he exists.
    Optional<String> ha1 = user.ha1(algorithm.get());
    String hashed = ha1.or(() -> nobody.ha1(algorithm.get())).orElseThrow();
    String expected = response(algorithm.get(), hashed, credentials, method);
    String given = credentials.get("response").toLowerCase(Locale.ROOT);
    return MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII))
        && ha1.isPresent();
  }

  private static boolean isComplete(DigestCredentials credentials) {
    boolean hasQop = credentials.has("qop");
    return credentials.has("uri")
        && credentials.has("response")
        && (!hasQop || credentials.get("qop").equalsIgnoreCase(QOP))
        && (!hasQop || (hasCount(credentials) && credentials.has("cnonce")));
  }

  private static boolean hasCount(DigestCredentials credentials) {
    String count = credentials.get("nc");
    return NONCE_COUNT.matcher(count).matches() && Long.parseLong(count, 16) > 0;
  }

  private static String response(
      DigestAlgorithm algorithm, String ha1, DigestCredentials credentials, String method) {
    String nonce = credentials.get("nonce");
    String uri = credentials.get("uri");
    return credentials.has("qop")
        ? algorithm.response(
            ha1, nonce, credentials.get("nc"), credentials.get("cnonce"), method, uri)
        : algorithm.response(ha1, nonce, method, uri);
  }

  /**
   * Whether the digest's URI, where it names a user, names the one that is called. RFC 3261 §22.4
   * lets the two URIs differ, and they do: clients sign the address of the edge, or their own
   * spelling of it. But a signed number is the only thing that keeps an answer that is captured on
   * its way, and overtaken, from calling another number, so that part is held to.
   */
  private static boolean namesSameUser(String signed, String requestUri) {
    String user = user(signed);
    return user.isEmpty() || user.equals(user(requestUri));
  }

  /**
   * The user part of a URI as it is written: all of a tel URI, nothing of a sip URI without one.
   */
  private static String user(String uri) {
    int colon = uri.indexOf(':');
    if (uri.regionMatches(true, 0, "tel:", 0, 4)) {
      return uri.substring(4);
    }
    int at = uri.indexOf('@');
    return at > colon ? uri.substring(colon + 1, at) : "";
  }
}
