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
 * <p>The way is the measured round-trip time where one is known, else a guess ({@link Ways}).
 * Callers that nobody can place stay with this node. Where the ways differ by little, a caller
 * stays where he was, so that nobody is sent to and fro; of equals, the first in the configuration
 * wins.
 *
 * <p>Any thread may ask. What callers chose is remembered in bounded memory, without locks.
 */
public final class PopSelector {
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
   * @param measured milliseconds from this node to the caller and back, where that is known
   */
  public record Choice(Pop pop, Optional<GeoPoint> at, OptionalDouble measured) {

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
    return settings.home().isPresent()
        ? Optional.of(
            new PopSelector(
                settings.pops(),
                settings.home().get(),
                GeoLocator.open(settings.geo()),
                RoundTrips.NONE,
                pop -> true))
        : Optional.empty();
  }

  /** The point of presence for a caller, who is held to it from now on where others come close. */
  public Choice select(InetAddress source) {
    Ways ways = ways(source);
    Pop pop = steady(source, ways);
    remember(source, pop);
    return choice(source, pop, ways);
  }

  /** The point of presence that a caller would be given now; nothing is remembered of it. */
  public Choice explain(InetAddress source) {
    Ways ways = ways(source);
    return choice(source, steady(source, ways), ways);
  }

  /**
   * Where a caller's call had better leave than from here: the nearest first, and those only that
   * are nearer than this node's own. None where this node is the nearest, or nobody knows.
   *
   * @param most how many are wanted
   */
  public List<Pop> nearer(InetAddress source, int most) {
    Ways ways = ways(source);
    Pop first = steady(source, ways);
    remember(source, first);
    return nearer(ways, first, most);
  }

  /** As {@link #nearer}, for who only asks: nothing is remembered of it. */
  public List<Pop> explainNearer(InetAddress source, int most) {
    Ways ways = ways(source);
    return nearer(ways, steady(source, ways), most);
  }

  private List<Pop> nearer(Ways ways, Pop first, int most) {
    if (first.equals(home)) {
      return List.of();
    }
    double own = ways.millis(home);
    List<Pop> order = new ArrayList<>(List.of(first));
    pops.stream()
        .filter(pop -> !pop.equals(home) && !pop.equals(first) && healthy.test(pop))
        .filter(pop -> ways.millis(pop) < own)
        .sorted(Comparator.comparingDouble(ways::millis))
        .forEach(order::add);
    return List.copyOf(order.subList(0, Math.min(most, order.size())));
  }

  private Ways ways(InetAddress source) {
    return new Ways(source, locator.locate(source), pops, home, roundTrips);
  }

  private Choice choice(InetAddress source, Pop pop, Ways ways) {
    return new Choice(pop, ways.at(), roundTrips.toCaller(home, source));
  }

  private Pop shortest(Ways ways) {
    Pop best = home;
    double shortest = ways.millis(home);
    for (Pop pop : pops) {
      if (!pop.equals(home) && healthy.test(pop)) {
        double way = ways.millis(pop);
        boolean isFirstOfEquals = way == shortest && pops.indexOf(pop) < pops.indexOf(best);
        if (way < shortest || Double.isFinite(way) && isFirstOfEquals) {
          best = pop;
          shortest = way;
        }
      }
    }
    return best;
  }

  /** The one with the shortest way, or the one that the caller had where that is hardly longer. */
  private Pop steady(InetAddress source, Ways ways) {
    Pop best = shortest(ways);
    Kept before = kept.get(slot(source));
    if (before == null || !before.source.equals(source) || before.pop.equals(best)) {
      return best;
    }
    double shortest = ways.millis(best);
    double margin = Math.max(MARGIN_MILLIS, shortest * MARGIN_SHARE);
    boolean mayStay = before.pop.equals(home) || healthy.test(before.pop);
    return mayStay && ways.millis(before.pop) <= shortest + margin ? before.pop : best;
  }

  private void remember(InetAddress source, Pop pop) {
    int slot = slot(source);
    Kept before = kept.get(slot);
    if (before == null || !before.pop.equals(pop) || !before.source.equals(source)) {
      kept.set(slot, new Kept(source, pop));
    }
  }

  private static int slot(InetAddress source) {
    return source.hashCode() * 0x9E3779B1 >>> 19;
  }
}
