package io.tollgate.proxy.trunk;

import io.tollgate.proxy.net.Transport;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * What a request has to show beside its address, as far as the socket knows it. What is empty may
 * be anything.
 *
 * @param port the port that it comes from
 * @param transport what carries it
 * @param listeningPoint where it comes in
 */
public record Narrowing(
    OptionalInt port, Optional<Transport> transport, Optional<InetSocketAddress> listeningPoint) {
  /** Narrows nothing. */
  public static final Narrowing NONE =
      new Narrowing(OptionalInt.empty(), Optional.empty(), Optional.empty());

  /** Whether a request that came this way shows it. */
  public boolean admits(Arrival arrival) {
    return (port.isEmpty() || port.getAsInt() == arrival.source().getPort())
        && (transport.isEmpty() || transport.get() == arrival.transport())
        && (listeningPoint.isEmpty() || listeningPoint.get().equals(arrival.listeningPoint()));
  }

  /**
   * Both narrowings together.
   *
   * @throws IllegalArgumentException where nothing could show both
   */
  public Narrowing and(Narrowing other) {
    if (!isCompatibleWith(other)) {
      throw new IllegalArgumentException(
          "nothing can be %s and %s; correct one".formatted(this, other));
    }
    return new Narrowing(
        port.isPresent() ? port : other.port,
        transport.or(other::transport),
        listeningPoint.or(other::listeningPoint));
  }

  /** Whether some request could show both. */
  boolean isCompatibleWith(Narrowing other) {
    return (port.isEmpty() || other.port.isEmpty() || port.equals(other.port))
        && areCompatible(transport, other.transport)
        && areCompatible(listeningPoint, other.listeningPoint);
  }

  private static <T> boolean areCompatible(Optional<T> one, Optional<T> other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /** Whether every request that shows this shows the other, too. */
  boolean implies(Narrowing other) {
    return (other.port.isEmpty() || other.port.equals(port))
        && (other.transport.isEmpty() || other.transport.equals(transport))
        && (other.listeningPoint.isEmpty() || other.listeningPoint.equals(listeningPoint));
  }

  /** How many things it wants. */
  int weight() {
    return (port.isPresent() ? 1 : 0)
        + (transport.isPresent() ? 1 : 0)
        + (listeningPoint.isPresent() ? 1 : 0);
  }

  /** In words for errors. */
  @Override
  public String toString() {
    StringJoiner words = new StringJoiner(", ");
    port.ifPresent(number -> words.add("port " + number));
    transport.ifPresent(carrier -> words.add("transport " + carrier.label()));
    listeningPoint.ifPresent(
        point ->
            words.add("listen " + point.getAddress().getHostAddress() + ":" + point.getPort()));
    return words.toString();
  }
}
