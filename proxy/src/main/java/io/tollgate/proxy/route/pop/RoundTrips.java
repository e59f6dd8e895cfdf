package io.tollgate.proxy.route.pop;

import java.net.InetAddress;
import java.util.OptionalDouble;

/** Measured round-trip times of points of presence. For any thread. */
public interface RoundTrips {
  /** Nothing has been measured. */
  RoundTrips NONE =
      new RoundTrips() {
        @Override
        public OptionalDouble toCaller(Pop pop, InetAddress source) {
          return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble between(Pop pop) {
          return OptionalDouble.empty();
        }
      };

  /** Milliseconds between a point of presence and a caller; empty where it was not measured. */
  OptionalDouble toCaller(Pop pop, InetAddress source);

  /** Milliseconds between this node and another point; empty where it was not measured. */
  OptionalDouble between(Pop pop);
}
