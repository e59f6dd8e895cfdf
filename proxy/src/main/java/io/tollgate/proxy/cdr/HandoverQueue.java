package io.tollgate.proxy.cdr;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A bounded first-in, first-out queue from many threads to one, without locks: a producer that is
 * stopped half-way holds up the consumer, never another producer.
 *
 * <p>A producer claims a position by moving {@code tail} and then fills the slot; the consumer
 * empties the slot and then moves {@code head}. So the slot of a position that may be claimed
 * ({@code tail - head < capacity}) is always empty.
 */
final class HandoverQueue<T> {
  private final AtomicReferenceArray<T> slots;
  private final int mask;
  private final AtomicLong tail = new AtomicLong();
  private final AtomicLong head = new AtomicLong();

  /** Room for {@code capacity} elements, rounded up to a power of two. */
  HandoverQueue(int capacity) {
    int size = Integer.highestOneBit(Math.max(capacity, 2) - 1) << 1;
    this.slots = new AtomicReferenceArray<>(size);
    this.mask = size - 1;
  }

  /** Adds at the end; false where there is no room. For any thread. */
  boolean offer(T element) {
    long position;
    do {
      position = tail.get();
      if (position - head.get() > mask) {
        return false;
      }
    } while (!tail.compareAndSet(position, position + 1));
    // A volatile write, so that whoever looks for a sleeping consumer next cannot look too early.
    slots.set((int) position & mask, element);
    return true;
  }

  /** Takes the first; empty where there is none, or where it is only being put there. */
  Optional<T> poll() {
    long position = head.get();
    int slot = (int) position & mask;
    T element = slots.get(slot);
    if (element == null) {
      return Optional.empty();
    }
    slots.lazySet(slot, null);
    head.set(position + 1);
    return Optional.of(element);
  }

  /** How many are in it, those included that are only being put there. For any thread. */
  int size() {
    long taken = head.get(); // first, or the difference could be negative
    return (int) Math.min(tail.get() - taken, capacity());
  }

  /** How many it has room for. */
  int capacity() {
    return mask + 1;
  }
}
