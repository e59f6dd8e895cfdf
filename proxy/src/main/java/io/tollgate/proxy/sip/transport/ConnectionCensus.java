package io.tollgate.proxy.sip.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
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
  private final Map<InetAddress, Integer> strangers = new HashMap<>();
  private int open;
  private int openToStrangers;
  private int handshakes;
  private long turnedAway;

  /**
   * A census within these limits.
   *
   * @param known whether some list, gateway or PoP names an address
   */
  public ConnectionCensus(StreamLimits limits, Predicate<InetAddress> known) {
    this.limits = limits;
    this.known = known;
  }

  /** A place among the connections: given back once, when the connection is closed. */
  final class Place {
    private final Optional<InetAddress> stranger;
    private boolean shakingHands;

    private Place(Optional<InetAddress> stranger, boolean shakingHands) {
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
    Optional<InetAddress> stranger =
        known.test(peer) ? Optional.empty() : Optional.of(network(peer));
    synchronized (this) {
      if (open >= limits.total()
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

  private boolean hasRoomFor(InetAddress stranger) {
    return openToStrangers < limits.total() / 2
        && strangers.getOrDefault(stranger, 0) < limits.perStranger();
  }

  private void forget(InetAddress stranger) {
    openToStrangers--;
    strangers.computeIfPresent(stranger, (address, count) -> count > 1 ? count - 1 : null);
  }

  /** Whoever has one IPv6 address has 2⁶⁴ of them. */
  private static InetAddress network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, 8, 16, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("sixteen bytes are an address", e);
    }
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
