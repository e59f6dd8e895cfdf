package io.tollgate.proxy.demo;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * A message that is sent until it is confirmed, as RFC 3261 has it for finals (§13.3.1.4, §17.2.1)
 * and for our own BYE (§17.1.2): after T1, then twice as late each time up to T2, and after 64·T1
 * somebody else has to decide. Confined to the carrier's thread.
 */
final class Resender {
  static final long T1 = Duration.ofMillis(500).toNanos();
  static final long T2 = Duration.ofSeconds(4).toNanos();
  static final long PATIENCE = 64 * T1;

  private final Timers timers;
  private final Runnable send;
  private Timers.Timer next;
  private final Timers.Timer end;
  private long interval = T1;

  /**
   * Sends once, and goes on until {@link #stop}.
   *
   * @param send puts the message on the wire
   * @param unconfirmed what to do where no confirmation comes within 64·T1
   */
  Resender(Timers timers, long now, Runnable send, LongConsumer unconfirmed) {
    this.timers = timers;
    this.send = send;
    this.end =
        timers.at(
            now + PATIENCE,
            then -> {
              stop();
              unconfirmed.accept(then);
            });
    this.next = timers.at(now + interval, this::again);
    send.run();
  }

  private void again(long now) {
    send.run();
    interval = Math.min(2 * interval, T2);
    next = timers.at(now + interval, this::again);
  }

  /** The message was confirmed. */
  void stop() {
    next.cancel();
    end.cancel();
  }
}
