package io.tollgate.proxy.route.pop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that all points of presence share. For any thread. */
public final class VerdictKey {
  /** Below that it could be guessed. */
  public static final int SHORTEST = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * A key.
   *
   * @throws IllegalArgumentException where the secret is too short; the text says {@code problem;
   *     remedy}
   */
  public VerdictKey(String secret) {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "it is shorter than " + SHORTEST + " characters; make one with openssl rand -hex 32");
    }
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** Nothing of the secret. */
  @Override
  public String toString() {
    return "a verdict key";
  }
}
