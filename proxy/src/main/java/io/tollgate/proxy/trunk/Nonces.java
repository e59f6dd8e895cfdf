package io.tollgate.proxy.trunk;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes nonces and knows them again without remembering any: a nonce is the time of its making and
 * a running number (so that no two are alike), signed with a key that lives as long as this object.
 * Nobody else can make one, and a challenge costs no memory, however many are asked for.
 *
 * <p>Safe for use by any thread.
 */
final class Nonces {
  private static final String HMAC = "HmacSHA256";
  private static final int STAMP_BYTES = Long.BYTES + Integer.BYTES;

  /** 144 bits: the signature is cut to what makes the whole a multiple of three bytes. */
  private static final int SIGNATURE_BYTES = 18;

  private static final int NONCE_CHARACTERS = (STAMP_BYTES + SIGNATURE_BYTES) / 3 * 4;

  private final SecretKeySpec key;
  private final long lifeNanos;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * A nonce of ours.
   *
   * @param madeNanos when it was made
   * @param number which one it was; wraps around
   */
  record Nonce(long madeNanos, int number) {
    boolean isOlderThan(Nonce other) {
      return madeNanos - other.madeNanos < 0;
    }
  }

  Nonces(long lifeNanos, SecureRandom random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, HMAC);
    this.lifeNanos = lifeNanos;
  }

  /** A new nonce: 40 characters that need no escaping. */
  String make(long nowNanos) {
    byte[] nonce = new byte[STAMP_BYTES + SIGNATURE_BYTES];
    ByteBuffer.wrap(nonce).putLong(nowNanos).putInt(count.getAndIncrement());
    System.arraycopy(sign(nonce), 0, nonce, STAMP_BYTES, SIGNATURE_BYTES);
    return Base64.getUrlEncoder().encodeToString(nonce);
  }

  /** The nonce that this text is, where it is one of ours that is not too old. */
  Optional<Nonce> fresh(String nonce, long nowNanos) {
    if (nonce.length() != NONCE_CHARACTERS) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(nonce);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    byte[] signature = Arrays.copyOfRange(bytes, STAMP_BYTES, bytes.length);
    ByteBuffer stamp = ByteBuffer.wrap(bytes);
    long madeNanos = stamp.getLong();
    return MessageDigest.isEqual(sign(bytes), signature) && nowNanos - madeNanos <= lifeNanos
        ? Optional.of(new Nonce(madeNanos, stamp.getInt()))
        : Optional.empty();
  }

  private byte[] sign(byte[] nonce) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(nonce, 0, STAMP_BYTES);
      return Arrays.copyOf(mac.doFinal(), SIGNATURE_BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java has no " + HMAC, e);
    }
  }
}
