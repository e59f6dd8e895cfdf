package io.tollgate.proxy.admission;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much each source has offended of late: a bucket a source, which drains by one a second. Holds
 * so many sources and no more; the one that has been quiet for longest makes room.
 *
 * <p>Safe for any thread; held for a look into a map.
 */
final class Offenders {
  private static final long NANOS_A_POINT = 1_000_000_000L;

  private final Map<Long, Bucket> buckets;

  private static final class Bucket {
    /** What a right password explains. */
    private double unproved;

    private double others;
    private long at;
    private boolean proved;

    private Bucket(long nowNanos) {
      at = nowNanos;
    }

    private void drain(long nowNanos) {
      double out = (double) Math.max(0, nowNanos - at) / NANOS_A_POINT;
      double ofUnproved = Math.min(out, unproved);
      unproved -= ofUnproved;
      others = Math.max(0, others - (out - ofUnproved));
      at = nowNanos;
    }
  }

  /**
   * Room for so many.
   *
   * @param capacity sources
   */
  Offenders(int capacity) {
    buckets =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Bucket> eldest) {
            return size() > capacity;
          }
        };
  }

  /**
   * Adds to a source's bucket.
   *
   * @param limit what may be in it
   * @param provedLimit what may be in that of a source that has shown a right password
   * @return whether it has flowed over; it is empty then
   */
  synchronized boolean flowsOver(
      long source, Offence offence, int limit, int provedLimit, long nowNanos) {
    Bucket bucket = buckets.computeIfAbsent(source, key -> new Bucket(nowNanos));
    bucket.drain(nowNanos);
    if (offence == Offence.UNPROVED) {
      bucket.unproved += offence.weight();
    } else {
      bucket.others += offence.weight();
    }
    if (bucket.unproved + bucket.others < (bucket.proved ? provedLimit : limit)) {
      return false;
    }
    buckets.remove(source);
    return true;
  }

  /**
   * Bears with a source from now on, and takes back that it had shown no password. What else it did
   * stays: who has a password of his own may still guess at those of others.
   */
  synchronized void proved(long source, long nowNanos) {
    Bucket bucket = buckets.computeIfAbsent(source, key -> new Bucket(nowNanos));
    bucket.drain(nowNanos);
    bucket.unproved = 0;
    bucket.proved = true;
  }

  /** How many sources it holds. */
  synchronized int size() {
    return buckets.size();
  }
}
