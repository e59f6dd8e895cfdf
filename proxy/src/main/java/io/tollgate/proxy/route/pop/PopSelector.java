package io.tollgate.proxy.route.pop;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * Chooses the point of presence for a caller: the one with the shortest way among the healthy.
 *
 * <p>The way is the measured round-trip time where one is known, else a guess from the distance
 * along the great circle. Callers that nobody can place stay with this node. Where the ways differ
 * by little, a caller stays where he was, so that nobody is sent to and fro; of equals, the first
 * in the configuration wins.
 *
 * <p>Any thread may ask. What callers chose is remembered in bounded memory, without locks.
 */
public final class PopSelector {
  /** What a round trip takes in cables that do not follow the great circle, kilometres a ms. */
  private static final double KM_PER_MILLI = 60;

  private static final double MARGIN_MILLIS = 3;
  private static final double MARGIN_SHARE = 0.05;
  private static final int REMEMBERED = 8192;

  private final List<Pop> pops;
  private final Pop home;
  private final GeoLocator locator;
  private final RoundTrips roundTrips;
  private final Predicate<Pop> healthy;
  private final AtomicReferenceArray<Kept> kept = new AtomicReferenceArray<>(REMEMBERED);

  private record Kept(InetAddress source, Pop pop) {}

  /**
   * What was chosen.
   *
   * @param pop where the call goes
   * @param at where the caller is, where that is known
   */
  public record Choice(Pop pop, Optional<GeoPoint> at) {

    /** How far the caller is from it. */
    public OptionalDouble kilometres() {
      return at.isPresent()
          ? OptionalDouble.of(at.get().kilometresTo(pop.at()))
          : OptionalDouble.empty();
    }
  }

  /**
   * A selector.
   *
   * @param home this node's own, which is healthy whatever is said
   * @param healthy whether another may be sent calls
   */
  public PopSelector(
      List<Pop> pops, Pop home, GeoLocator locator, RoundTrips roundTrips, Predicate<Pop> healthy) {
    this.pops = List.copyOf(pops);
    this.home = home;
    this.locator = locator;
    this.roundTrips = roundTrips;
    this.healthy = healthy;
  }

  /**
   * A selector by the configuration alone, for which all are healthy and nothing is measured; empty
   * where there is but this node.
   *
   * @throws IOException where the database cannot be read; the message names it
   */
  public static Optional<PopSelector> of(PopSettings settings) throws IOException {
    if (settings.home().isEmpty()) {
      return Optional.empty();
    }
    GeoLocator locator = new GeoLocator(settings.ranges());
    if (settings.database().isPresent()) {
      try {
        locator.use(GeoDatabase.open(settings.database().get()));
      } catch (IOException e) {
        throw new IOException(settings.database().get() + ": " + e.getMessage(), e);
      }
    }
    return Optional.of(
        new PopSelector(
            settings.pops(), settings.home().get(), locator, RoundTrips.NONE, pop -> true));
  }

  /** The point of presence for a caller. */
  public Choice select(InetAddress source) {
    Optional<GeoPoint> at = locator.locate(source);
    Pop best = home;
    double shortest = way(home, source, at);
    for (Pop pop : pops) {
      if (!pop.equals(home) && healthy.test(pop)) {
        double way = way(pop, source, at);
        boolean isFirstOfEquals = way == shortest && pops.indexOf(pop) < pops.indexOf(best);
        if (way < shortest || Double.isFinite(way) && isFirstOfEquals) {
          best = pop;
          shortest = way;
        }
      }
    }
    return new Choice(steady(source, at, best, shortest), at);
  }

  /**
   * Where a caller's call had better leave than from here: the nearest first, and those only that
   * are nearer than this node's own. None where this node is the nearest, or nobody knows.
   *
   * @param most how many are wanted
   */
  public List<Pop> nearer(InetAddress source, int most) {
    Choice choice = select(source);
    if (choice.pop.equals(home)) {
      return List.of();
    }
    double own = way(home, source, choice.at);
    List<Pop> order = new ArrayList<>(List.of(choice.pop));
    pops.stream()
        .filter(pop -> !pop.equals(home) && !pop.equals(choice.pop) && healthy.test(pop))
        .filter(pop -> way(pop, source, choice.at) < own)
        .sorted(Comparator.comparingDouble(pop -> way(pop, source, choice.at)))
        .forEach(order::add);
    return List.copyOf(order.subList(0, Math.min(most, order.size())));
  }

  /** Milliseconds there and back; infinite where nothing is known. */
  private double way(Pop pop, InetAddress source, Optional<GeoPoint> at) {
    OptionalDouble measured = roundTrips.millis(pop, source);
    if (measured.isPresent()) {
      return measured.getAsDouble();
    }
    return at.isPresent()
        ? at.get().kilometresTo(pop.at()) / KM_PER_MILLI
        : Double.POSITIVE_INFINITY;
  }

  private Pop steady(InetAddress source, Optional<GeoPoint> at, Pop best, double shortest) {
    int slot = (source.hashCode() * 0x9E3779B1 >>> 19) & (REMEMBERED - 1);
    Kept before = kept.get(slot);
    if (before != null && before.source.equals(source)) {
      if (before.pop.equals(best)) {
        return best;
      }
      double margin = Math.max(MARGIN_MILLIS, shortest * MARGIN_SHARE);
      boolean mayStay = before.pop.equals(home) || healthy.test(before.pop);
      if (mayStay && way(before.pop, source, at) <= shortest + margin) {
        return before.pop;
      }
    }
    kept.set(slot, new Kept(source, best));
    return best;
  }
}
