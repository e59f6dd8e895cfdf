package io.tollgate.proxy.sip.leg;

import io.tollgate.proxy.sip.transport.PeerChannel;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.TimerWheel;
import java.util.OptionalLong;

/**
 * Sends a 2xx to an INVITE again until it is acknowledged: after T1, then twice as long each time
 * up to T2, for 64·T1 in all (RFC 3261 §13.3.1.4). No transaction does this, since the ACK of a 2xx
 * comes end to end.
 *
 * <p>Confined to its loop.
 */
final class AnswerRetransmission {
  private static final long T1_NANOS = 500_000_000L;
  private static final long T2_NANOS = 4_000_000_000L;
  private static final long GIVE_UP_NANOS = 64 * T1_NANOS;

  private final Clock clock;
  private final TimerWheel timers;
  private final PeerChannel channel;
  private final byte[] answer;
  private final Runnable givenUp;
  private final long started;
  private long interval = T1_NANOS;
  private TimerWheel.Timeout next;

  /**
   * Starts after the answer was sent for the first time.
   *
   * @param givenUp run once where 64·T1 have gone by without {@link #stop}
   */
  AnswerRetransmission(
      Clock clock, TimerWheel timers, PeerChannel channel, byte[] answer, Runnable givenUp) {
    this.clock = clock;
    this.timers = timers;
    this.channel = channel;
    this.answer = answer;
    this.givenUp = givenUp;
    this.started = clock.nanos();
    this.next = timers.schedule(started, interval, this::again);
  }

  /** When the answer was sent; empty where that was more than once. */
  OptionalLong sentOnce() {
    return interval == T1_NANOS ? OptionalLong.of(started) : OptionalLong.empty();
  }

  /** The ACK came, or nobody waits for it any more. */
  void stop() {
    next.cancel();
  }

  private void again() {
    long now = clock.nanos();
    long elapsed = now - started;
    if (elapsed >= GIVE_UP_NANOS) {
      givenUp.run();
      return;
    }
    channel.send(answer);
    interval = Math.min(2 * interval, T2_NANOS);
    next = timers.schedule(now, Math.min(interval, GIVE_UP_NANOS - elapsed), this::again);
  }
}
