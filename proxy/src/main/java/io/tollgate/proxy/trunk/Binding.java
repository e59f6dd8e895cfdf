package io.tollgate.proxy.trunk;

import java.time.Instant;

/**
 * Where a trunk that has registered can be reached (RFC 3261 §10). Not only what it says of itself,
 * but where its request came from: behind address translation, or over a connection that only it
 * can open, that is the only way back.
 *
 * @param contact the URI in its Contact
 * @param key what makes two of its URIs the same one (RFC 3261 §19.1.4)
 * @param arrival how its request came; with a connection, the way back is that one
 * @param userAgent what it calls itself; "" where it does not say
 * @param callId the Call-ID of the last REGISTER for it
 * @param sequence that one's CSeq
 * @param registeredAt when that one came
 * @param expiresNanos until when it holds, by the monotonic clock
 */
public record Binding(
    String contact,
    String key,
    Arrival arrival,
    String userAgent,
    String callId,
    long sequence,
    Instant registeredAt,
    long expiresNanos) {

  /** Whether it still holds. */
  public boolean holdsAt(long nowNanos) {
    return expiresNanos - nowNanos > 0;
  }

  /** How long it still holds, in seconds, rounded up. */
  public long secondsLeft(long nowNanos) {
    return Math.max(0, Math.ceilDiv(expiresNanos - nowNanos, 1_000_000_000L));
  }
}
