package io.tollgate.proxy.sip.message;

import java.net.InetAddress;

/**
 * Marks the branches of our INVITEs with what they came of, so that one that comes back is known
 * (RFC 3261 §16.3 item 4, §16.6 item 8): the Request-URI and the address that it came from. The
 * same number coming back from a carrier is not a loop, since there it is asked for by somebody
 * else: a call to a number of our own comes back like that.
 *
 * <p>A mark tells nobody what it was made of: it is keyed by chance. Confined to its loop, whose
 * Call-IDs come back to it.
 */
public final class LoopMarks {
  private static final char SEPARATOR = '-';

  private final long key;

  LoopMarks(long key) {
    this.key = key;
  }

  /** The branch with the mark of what it came of. */
  String mark(String branch, String requestUri, InetAddress source) {
    return branch + SEPARATOR + of(requestUri, source);
  }

  /** Another branch with the mark that this one has. */
  static String move(String branch, String marked) {
    int at = marked.lastIndexOf(SEPARATOR);
    return at < 0 ? branch : branch + marked.substring(at);
  }

  /** Whether a branch has the mark of such a request. */
  public boolean isMarked(String branch, String requestUri, InetAddress source) {
    int at = branch.lastIndexOf(SEPARATOR);
    return at >= 0 && branch.substring(at + 1).equals(of(requestUri, source));
  }

  private String of(String requestUri, InetAddress source) {
    long hash = key;
    for (int i = 0; i < requestUri.length(); i++) {
      hash = mixed(hash ^ requestUri.charAt(i));
    }
    for (byte b : source.getAddress()) {
      hash = mixed(hash ^ b);
    }
    return Long.toUnsignedString(hash, Character.MAX_RADIX);
  }

  /** The finaliser of MurmurHash3: every bit of the input changes half of the output's. */
  private static long mixed(long value) {
    long hash = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }
}
