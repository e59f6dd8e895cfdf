package io.tollgate.proxy.sip.leg;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answers to requests whose transactions are done: for 64·T1 (Timer J, RFC 3261 §17.2.2) a
 * retransmission gets the same bytes again and reaches nobody else. It holds a key and a few
 * hundred bytes, where a whole transaction would hold its request.
 *
 * <p>Confined to its loop.
 */
public final class AnsweredRequests {
  /** 64·T1 in nanoseconds. */
  static final long LIFETIME_NANOS = 32_000_000_000L;

  private static final byte[] NOTHING = {};

  private final Map<String, byte[]> answers = new HashMap<>();
  private final ArrayDeque<Expiry> expiries = new ArrayDeque<>();

  private record Expiry(String key, long atNanos) {}

  /** From now on a retransmission gets {@code answer}. */
  void put(String key, byte[] answer, long nowNanos) {
    if (answers.put(key, answer) == null) {
      expiries.add(new Expiry(key, nowNanos + LIFETIME_NANOS));
    }
  }

  /**
   * From now on a retransmission is swallowed: the answer was acknowledged, or is sent again by
   * others.
   */
  void putSilence(String key, long nowNanos) {
    put(key, NOTHING, nowNanos);
  }

  /** The answer to a retransmission, empty bytes for silence; nothing where the request is new. */
  public Optional<byte[]> find(String key) {
    return Optional.ofNullable(answers.get(key));
  }

  /** Forgets what is older than 64·T1. */
  public void expire(long nowNanos) {
    while (!expiries.isEmpty() && expiries.peek().atNanos - nowNanos <= 0) {
      answers.remove(expiries.poll().key);
    }
  }

  int size() {
    return answers.size();
  }
}
