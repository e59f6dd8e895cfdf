package io.tollgate.proxy.trunk;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which counts ({@code nc}, RFC 7616 §3.4) have been used with which nonce: an answer that was
 * taken once is never taken again, whoever sends it.
 *
 * <p>Bounded: a nonce has the place that its running number gives it, and shares it with those a
 * whole table away. Where two of them are answered, the younger one keeps the place and the older
 * one counts as used up: its client has to answer a new challenge, and no replay ever gets through.
 * Only right answers are entered, so nobody fills the table without a password.
 *
 * <p>Counts may come out of order, as datagrams do: the last {@value #WINDOW} below the highest are
 * remembered one by one, what is below them counts as used.
 *
 * <p>Safe for use by any thread; does not block.
 */
final class NonceCounts {
  private static final int WINDOW = Long.SIZE;

  private final AtomicReferenceArray<Used> places;
  private final int mask;

  /**
   * What was used of one nonce.
   *
   * @param window bit i is set where count {@code highest} − i was used
   */
  private record Used(Nonces.Nonce nonce, long highest, long window) {

    boolean includes(long count) {
      long below = highest - count;
      return below >= WINDOW || below >= 0 && (window >>> below & 1) != 0;
    }

    Used with(long count) {
      long above = count - highest;
      if (above <= 0) {
        return new Used(nonce, highest, window | 1L << -above);
      }
      return new Used(nonce, count, above >= WINDOW ? 1 : window << above | 1);
    }
  }

  /**
   * A table.
   *
   * @param size how many nonces it holds, a power of two
   */
  NonceCounts(int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(size + " is not a power of two");
    }
    places = new AtomicReferenceArray<>(size);
    mask = size - 1;
  }

  /**
   * Uses a count of a nonce.
   *
   * @param count 1 or more
   * @return whether it had not been used
   */
  boolean use(Nonces.Nonce nonce, long count) {
    int place = nonce.number() & mask;
    while (true) {
      Used before = places.get(place);
      Used after;
      if (before == null || before.nonce.isOlderThan(nonce)) {
        after = new Used(nonce, count, 1);
      } else if (before.nonce.equals(nonce) && !before.includes(count)) {
        after = before.with(count);
      } else {
        return false;
      }
      if (places.compareAndSet(place, before, after)) {
        return true;
      }
    }
  }
}
