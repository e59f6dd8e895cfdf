package io.tollgate.proxy.route.pop;

import java.net.InetAddress;
import java.util.OptionalDouble;

/** Measured round-trip times between callers' networks and points of presence. For any thread. */
@FunctionalInterface
public interface RoundTrips {
  /** Nothing has been measured. */
  RoundTrips NONE = (pop, source) -> OptionalDouble.empty();

  /** Milliseconds between a point of presence and a caller; empty where it was not measured. */
  OptionalDouble millis(Pop pop, InetAddress source);
}
