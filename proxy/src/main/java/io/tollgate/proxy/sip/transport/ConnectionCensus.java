package io.tollgate.proxy.sip.transport;

import io.tollgate.proxy.net.SourceKey;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Counts the connections of all listening points, and says whether one more may come. Strangers may
 * take half of the places, and few for each address, so that peers who are known always find one.
 *
 * <p>Safe for use by any thread.
 */
public final class ConnectionCensus {
  private final StreamLimits limits;
  private final Predicate<InetAddress> known;
  private final Predicate<InetAddress> banned;
  private final Map<Long, Integer> strangers = new HashMap<>();
  private int open;
  private int openToStrangers;
  private int handshakes;
  private long turnedAway;

  /**
   * A census within these limits.
   *
   * @param known whether some list, gateway or PoP names an address
   * @param banned whether an address is kept out
   */
  public ConnectionCensus(
      StreamLimits limits, Predicate<InetAddress> known, Predicate<InetAddress> banned) {
    this.limits = limits;
    this.banned = banned;
    this.known = known;
  }

  /** A place among the connections: given back once, when the connection is closed. */
  final class Place {
    private final Optional<Long> stranger;
    private boolean shakingHands;

    private Place(Optional<Long> stranger, boolean shakingHands) {
      this.stranger = stranger;
      this.shakingHands = shakingHands;
    }

    /** Its TLS handshake is over. */
    void shaken() {
      synchronized (ConnectionCensus.this) {
        if (shakingHands) {
          shakingHands = false;
          handshakes--;
        }
      }
    }

    /** The connection is closed. */
    void leave() {
      synchronized (ConnectionCensus.this) {
        shaken();
        open--;
        stranger.ifPresent(ConnectionCensus.this::forget);
      }
    }
  }

  /** A connection that we open ourselves: it is counted, and never turned away. */
  synchronized Place open() {
    open++;
    return new Place(Optional.empty(), false);
  }

  /**
   * A connection that somebody opens.
   *
   * @param handshake whether a TLS handshake comes first
   * @return its place; empty where there is none for it
   */
  Optional<Place> admit(InetAddress peer, boolean handshake) {
    Optional<Long> stranger = known.test(peer) ? Optional.empty() : Optional.of(SourceKey.of(peer));
    boolean unwelcome = banned.test(peer);
    synchronized (this) {
      if (unwelcome
          || open >= limits.total()
          || handshake && handshakes >= limits.handshakes()
          || stranger.isPresent() && !hasRoomFor(stranger.get())) {
        turnedAway++;
        return Optional.empty();
      }
      open++;
      if (handshake) {
        handshakes++;
      }
      if (stranger.isPresent()) {
        openToStrangers++;
        strangers.merge(stranger.get(), 1, Integer::sum);
      }
      return Optional.of(new Place(stranger, handshake));
    }
  }

  private boolean hasRoomFor(Long stranger) {
    return openToStrangers < limits.total() / 2
        && strangers.getOrDefault(stranger, 0) < limits.perStranger();
  }

  private void forget(Long stranger) {
    openToStrangers--;
    strangers.computeIfPresent(stranger, (address, count) -> count > 1 ? count - 1 : null);
  }

  /** How many connections are open. */
  public synchronized int openConnections() {
    return open;
  }

  /** How many TLS handshakes are under way. */
  public synchronized int handshakes() {
    return handshakes;
  }

  /** How many connections have been turned away. */
  public synchronized long turnedAway() {
    return turnedAway;
  }
}
