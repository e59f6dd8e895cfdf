package io.tollgate.proxy.time;

import java.time.Instant;

/**
 * Both times that a call needs. Durations come from the monotonic one, which no clock correction
 * moves; records and validity come from the wall's.
 */
public interface Clock {
  /** The machine's clocks. */
  Clock SYSTEM =
      new Clock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.ofEpochMilli(System.currentTimeMillis());
        }
      };

  /** Monotonic nanoseconds from an arbitrary origin. */
  long nanos();

  /** Wall-clock time, to the millisecond. */
  Instant now();
}
