package io.tollgate.proxy.sip.message;

import io.tollgate.proxy.sip.transport.Steering;
import java.security.SecureRandom;

/**
 * Mints Call-IDs, tags and branches that nobody can guess (RFC 3261 §19.3: at least 32 random bits;
 * these have 80). Random bytes are drawn in blocks, since each draw is a system call.
 *
 * <p>Lower case only: JAIN-SIP's transaction keys are, and so nothing need be folded. Confined to
 * its loop.
 */
public final class Identifiers {
  private static final int BLOCK = 4096;
  private static final int BYTES = 10;
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  private final SecureRandom random = new SecureRandom();
  private final byte[] block = new byte[BLOCK];
  private final String callIdMark;
  private final LoopMarks loopMarks = new LoopMarks(random.nextLong());
  private int used = BLOCK;

  /**
   * Mints for a loop.
   *
   * @param loop its number, from 0
   */
  public Identifiers(int loop) {
    this.callIdMark = Steering.mark(loop);
  }

  /** A Call-ID whose messages come back to this loop. */
  String callId() {
    return callIdMark + token();
  }

  /** A From or To tag. */
  public String tag() {
    return token();
  }

  /** A branch with RFC 3261's cookie. */
  String branch() {
    return "z9hG4bK" + token();
  }

  /** Marks branches with what they come of. */
  public LoopMarks loopMarks() {
    return loopMarks;
  }

  private String token() {
    if (used + BYTES > BLOCK) {
      random.nextBytes(block);
      used = 0;
    }
    char[] token = new char[BYTES * 8 / 5];
    long bits = 0;
    int count = 0;
    int at = 0;
    for (int i = 0; i < BYTES; i++) {
      bits = bits << 8 | block[used + i] & 0xff;
      count += 8;
      while (count >= 5) {
        count -= 5;
        token[at++] = DIGITS[(int) (bits >>> count) & 31];
      }
    }
    used += BYTES;
    return new String(token);
  }
}
