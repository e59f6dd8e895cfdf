package io.tollgate.proxy.trunk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hash algorithms of digest authentication (RFC 7616 §6.1, RFC 8760 §2.1), and what is computed
 * with them. Their {@code -sess} variants are not among them: RFC 3261 has no use for one.
 */
public enum DigestAlgorithm {
  MD5("MD5", "MD5", 32),
  SHA_256("SHA-256", "SHA-256", 64),
  SHA_512_256("SHA-512-256", "SHA-512/256", 64);

  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

  private final String token;
  private final String jcaName;
  private final int hexDigits;

  DigestAlgorithm(String token, String jcaName, int hexDigits) {
    this.token = token;
    this.jcaName = jcaName;
    this.hexDigits = hexDigits;
  }

  /** The algorithm that headers and configuration call {@code token}, in any case. */
  public static Optional<DigestAlgorithm> ofToken(String token) {
    return Arrays.stream(values()).filter(a -> a.token.equalsIgnoreCase(token)).findFirst();
  }

  /** The name in headers and in configuration. */
  public String token() {
    return token;
  }

  /** How many hexadecimal digits a hash has. */
  public int hexDigits() {
    return hexDigits;
  }

  /**
   * H(A1) (RFC 7616 §3.4.2): what a server keeps in the place of a password. It is worth as much as
   * the password within its realm.
   */
  public String ha1(String user, String realm, String password) {
    return hash(user + ":" + realm + ":" + password);
  }

  /**
   * Makes sure that {@code ha1} has the form of an H(A1).
   *
   * @throws IllegalArgumentException where it has not; the message does not repeat it
   */
  public void requireHa1(String ha1) {
    if (ha1.length() != hexDigits || !HEX.matcher(ha1).matches()) {
      throw new IllegalArgumentException(
          "it is not an HA1; %s's has %d hexadecimal digits in lower case"
              .formatted(token, hexDigits));
    }
  }

  /** The response with {@code qop=auth} (RFC 7616 §3.4.1), in lower-case hexadecimal digits. */
  public String response(
      String ha1, String nonce, String nc, String cnonce, String method, String uri) {
    return hash(ha1 + ":" + nonce + ":" + nc + ":" + cnonce + ":auth:" + hash(method + ":" + uri));
  }

  /** The response without a quality of protection, as in RFC 2069 (RFC 2617 §3.2.2.1). */
  public String response(String ha1, String nonce, String method, String uri) {
    return hash(ha1 + ":" + nonce + ":" + hash(method + ":" + uri));
  }

  /** The hash of {@code text} in UTF-8, in lower-case hexadecimal digits. */
  String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance(jcaName).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + jcaName, e);
    }
  }
}
