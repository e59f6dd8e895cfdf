package io.tollgate.proxy.route.pop;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far one caller is from each point of presence: measured where that is known, else guessed by
 * the map, and the guess mended by what has been measured elsewhere.
 *
 * <ul>
 *   <li>What a measured way has above its guess is the caller's own line (a slow last mile, a slow
 *       telephone): it comes on top of every guess, so that a slow line sends nobody elsewhere.
 *   <li>Two sides of a triangle bound the third: who is 3 ms from here cannot be near a point that
 *       is 200 ms from here, whatever the map says of his address.
 * </ul>
 *
 * <p>So a measurement may keep a caller here whom the map would send away; it sends nobody away
 * whom the map would keep, and two points with the same map never send a caller to and fro.
 *
 * <p>A value, for one look.
 */
final class Ways {
  /** What a round trip takes in cables that do not follow the great circle, kilometres a ms. */
  private static final double KM_PER_MILLI = 60;

  private final InetAddress source;
  private final Optional<GeoPoint> at;
  private final RoundTrips measured;
  private final OptionalDouble own;
  private final double line;

  Ways(InetAddress source, Optional<GeoPoint> at, List<Pop> pops, Pop home, RoundTrips measured) {
    this.source = source;
    this.at = at;
    this.measured = measured;
    this.own = measured.toCaller(home, source);
    this.line = line(pops);
  }

  /** Milliseconds of the caller's own line, which he has before him whichever way he takes. */
  private double line(List<Pop> pops) {
    double least = Double.POSITIVE_INFINITY;
    for (Pop pop : pops) {
      OptionalDouble millis = measured.toCaller(pop, source);
      if (millis.isPresent() && at.isPresent()) {
        least = Math.min(least, Math.max(0, millis.getAsDouble() - byMap(pop)));
      }
    }
    return Double.isFinite(least) ? least : 0;
  }

  /** Where the caller is, where that is known. */
  Optional<GeoPoint> at() {
    return at;
  }

  /** Milliseconds there and back; infinite where nothing is known. */
  double millis(Pop pop) {
    OptionalDouble known = measured.toCaller(pop, source);
    if (known.isPresent()) {
      return known.getAsDouble();
    }
    double guess = byMap(pop) + line;
    OptionalDouble between = own.isPresent() ? measured.between(pop) : OptionalDouble.empty();
    if (between.isEmpty()) {
      return guess;
    }
    double here = own.getAsDouble();
    double there = between.getAsDouble();
    return Math.clamp(guess, Math.abs(here - there), here + there);
  }

  private double byMap(Pop pop) {
    return at.isPresent()
        ? at.get().kilometresTo(pop.at()) / KM_PER_MILLI
        : Double.POSITIVE_INFINITY;
  }
}
