package io.tollgate.proxy.sip.overload;

import java.util.BitSet;

/**
 * Remembers for a while what has been here, by 64-bit hashes, in memory that does not grow. It may
 * take something for another that was here (below one in a thousand while fewer than 50,000 are
 * remembered), and forgets nothing before its time.
 *
 * <p>Confined to its loop.
 */
final class RecentHashes {
  private static final int BITS = 20;
  private static final int PROBES = 4;
  private static final int PROBE_MASK = (1 << BITS) - 1;

  private final long lifetimeNanos;
  private BitSet young = new BitSet(1 << BITS);
  private BitSet old = new BitSet(1 << BITS);
  private long born;

  /**
   * Remembers nothing yet.
   *
   * @param lifetimeNanos how long at least; twice as long at most
   */
  RecentHashes(long lifetimeNanos, long nowNanos) {
    this.lifetimeNanos = lifetimeNanos;
    this.born = nowNanos;
  }

  /** This is here now. */
  void add(long hash, long nowNanos) {
    age(nowNanos);
    for (int i = 0; i < PROBES; i++) {
      young.set(probe(hash, i));
    }
  }

  /** Whether this has been here lately. */
  boolean contains(long hash, long nowNanos) {
    age(nowNanos);
    return isIn(young, hash) || isIn(old, hash);
  }

  /** Whether nothing has been here lately. */
  boolean isEmpty(long nowNanos) {
    age(nowNanos);
    return young.isEmpty() && old.isEmpty();
  }

  private static boolean isIn(BitSet set, long hash) {
    for (int i = 0; i < PROBES; i++) {
      if (!set.get(probe(hash, i))) {
        return false;
      }
    }
    return true;
  }

  private static int probe(long hash, int number) {
    return (int) (hash + number * (hash >>> 32 | 1)) & PROBE_MASK;
  }

  private void age(long nowNanos) {
    long age = nowNanos - born;
    if (age < lifetimeNanos) {
      return;
    }
    BitSet spare = old;
    spare.clear();
    if (age < 2 * lifetimeNanos) {
      old = young;
    } else {
      young.clear(); // nothing came for so long that both are over
      old = young;
    }
    young = spare;
    born = nowNanos;
  }
}
