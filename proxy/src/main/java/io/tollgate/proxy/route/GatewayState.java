package io.tollgate.proxy.route;

/**
 * The health of one gateway, as routing asks for it and as attempts tell of it.
 *
 * <p>For any thread: all loops use it, on the hot path, so that it neither blocks nor allocates.
 * Times are {@link System#nanoTime()}'s.
 */
public interface GatewayState {
  /** One that nobody watches: it may always be tried. */
  GatewayState ALWAYS_USABLE =
      new GatewayState() {
        @Override
        public Availability availability(long nowNanos) {
          return Availability.USABLE;
        }

        @Override
        public void report(AttemptSign sign, long nowNanos) {}
      };

  /** Whether it may be tried. Changes nothing: whoever only explains routes asks, too. */
  Availability availability(long nowNanos);

  /**
   * An INVITE is about to go to it. A breaker that is half open lets one in for a trial and the
   * next ones not, until that one has reported.
   *
   * @return whether it may go; then exactly one {@link #report} follows, on the same loop
   */
  default boolean enter(long nowNanos) {
    return availability(nowNanos) == Availability.USABLE;
  }

  /** What came of an INVITE that {@link #enter} let in: told once, as soon as it is known. */
  void report(AttemptSign sign, long nowNanos);
}
