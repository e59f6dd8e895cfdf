package io.tollgate.scenarios.harness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers challenges by RFC 7616 with the algorithms that SIPp does not have. It shares no code
 * with the edge.
 */
public final class DigestAnswer {
  private DigestAnswer() {}

  /**
   * The value of Proxy-Authorization.
   *
   * @param refusal a 407 or 401
   * @param algorithm {@code SHA-256} or {@code SHA-512-256}
   */
  public static String to(
      String refusal,
      String algorithm,
      String user,
      String password,
      String method,
      String uri,
      int count) {
    String challenge =
        refusal
            .lines()
            .filter(line -> line.contains("-Authenticate: "))
            .filter(line -> line.contains("algorithm=" + algorithm + ","))
            .findFirst()
            .orElseThrow(() -> new AssertionError(algorithm + " is not offered in\n" + refusal));
    String realm = parameter("realm", challenge);
    String nonce = parameter("nonce", challenge);
    String nc = "%08x".formatted(count);
    String ha1 = hash(algorithm, user + ":" + realm + ":" + password);
    String ha2 = hash(algorithm, method + ":" + uri);
    String response = hash(algorithm, String.join(":", ha1, nonce, nc, "abc", "auth", ha2));
    return ("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\","
            + " algorithm=%s, qop=auth, cnonce=\"abc\", nc=%s")
        .formatted(user, realm, nonce, uri, response, algorithm, nc);
  }

  private static String parameter(String name, String challenge) {
    Matcher found = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
    if (!found.find()) {
      throw new AssertionError("no " + name + " in " + challenge);
    }
    return found.group(1);
  }

  private static String hash(String algorithm, String text) {
    try {
      MessageDigest digest =
          MessageDigest.getInstance(algorithm.equals("SHA-512-256") ? "SHA-512/256" : algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
