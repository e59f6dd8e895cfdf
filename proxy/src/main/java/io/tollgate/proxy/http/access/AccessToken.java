package io.tollgate.proxy.http.access;

import io.tollgate.proxy.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * A bearer token (RFC 6750), of which only the hash is kept. Tokens are long and random, not chosen
 * by people, so a plain hash of one tells nobody anything. Immutable.
 */
public final class AccessToken {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._~+/-]{16,256}=*");
  private static final int HASH_BYTES = 32;

  private final byte[] sha256;

  private AccessToken(byte[] sha256) {
    this.sha256 = sha256;
  }

  /**
   * The token with this text.
   *
   * @throws IllegalArgumentException where no client could present it, or anybody could guess it
   */
  public static AccessToken of(String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "it is not a token; a token has 16 to 256 letters, digits and -._~+/, chosen at random");
    }
    return new AccessToken(hash(text));
  }

  /**
   * The token whose text has this hash.
   *
   * @throws IllegalArgumentException where it is no SHA-256
   */
  public static AccessToken ofSha256(byte[] hash) {
    if (hash.length != HASH_BYTES) {
      throw new IllegalArgumentException("it is not a SHA-256; it has 64 hexadecimal digits");
    }
    return new AccessToken(hash.clone());
  }

  /** What may be kept of it. */
  public byte[] sha256() {
    return sha256.clone();
  }

  /** Whether a client presents this token; takes as long for one as for the other. */
  boolean is(String presented) {
    return MessageDigest.isEqual(sha256, hash(presented));
  }

  private static byte[] hash(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccessToken token && MessageDigest.isEqual(sha256, token.sha256);
  }

  @Override
  public int hashCode() {
    return Integer.hashCode(sha256[0] << 8 ^ sha256[1]);
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "AccessToken";
  }
}
