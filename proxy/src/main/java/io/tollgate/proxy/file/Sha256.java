package io.tollgate.proxy.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, by which contents are told apart. Every JDK has it. */
public final class Sha256 {
  private Sha256() {}

  /** Of all these bytes, one array after the other. */
  public static byte[] of(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** A new one, for what comes piece by piece. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
