package io.tollgate.proxy.route;

/**
 * Room to compare the carriers of one call by their costs, one a thread: costs are wanted while a
 * gateway is looked for, and not after.
 *
 * <p>For any thread.
 */
final class CostRoom {
  private final ThreadLocal<long[]> room = ThreadLocal.withInitial(() -> new long[16]);

  /** Room for so many or more, until this thread asks again. What is in it has no meaning. */
  long[] of(int carriers) {
    long[] held = room.get();
    if (held.length < carriers) {
      held = new long[carriers];
      room.set(held);
    }
    return held;
  }
}
