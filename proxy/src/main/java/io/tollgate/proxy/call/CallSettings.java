package io.tollgate.proxy.call;

import java.time.Duration;

/**
 * How long a call may take to get anywhere.
 *
 * @param noAnswer from INVITE out to the answer; then the call ends as {@code no-answer} (default
 *     180 s, never above 10 minutes)
 * @param maxDuration the longest answered call (default 4 h)
 */
public record CallSettings(Duration noAnswer, Duration maxDuration) {
  public static final CallSettings DEFAULT =
      new CallSettings(Duration.ofSeconds(180), Duration.ofHours(4));
}
