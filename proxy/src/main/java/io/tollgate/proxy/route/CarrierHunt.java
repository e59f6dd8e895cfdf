package io.tollgate.proxy.route;

import io.tollgate.proxy.trunk.RouteOrder;
import io.tollgate.rating.charge.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Goes through the gateways of carriers: those at the point of presence first, then the others, in
 * the order that the trunk wants; past those that may not be tried. The next one is looked for when
 * it is wanted, so that a call that is answered at once pays for one.
 *
 * <p>Besides itself and what it gives out it allocates a bit a gateway.
 */
final class CarrierHunt implements Hunt {
  private static final long[] NO_COSTS = {};
  private static final int[] NOBODY = {};

  private final Takers takers;
  private final RouteRequest request;
  private final CostTable costs;
  private final RoutingSettings settings;
  private final GatewayBook book;
  private final Function<Gateway, Optional<Line>> lines;
  private final CostRoom room;
  private final RouteOrder order;
  private final long[] left;

  /** By carrier, while a gateway is looked for; the thread's. */
  private long[] carrierCosts = NO_COSTS;

  private List<Line> preferred = List.of();
  private int[] asked = NOBODY;
  private boolean near = true;
  private long random;
  private int tried;
  private int costed = -1;
  private Cost cost = Cost.UNKNOWN;
  private PassOver last = PassOver.DESTINATION;

  /**
   * A call's way.
   *
   * @param book knows the addresses of those that have names
   * @param lines knows the gateways of the configuration, for those that others ask for
   * @param room to compare carriers' costs in
   */
  CarrierHunt(
      Takers takers,
      RouteRequest request,
      CostTable costs,
      RoutingSettings settings,
      GatewayBook book,
      Function<Gateway, Optional<Line>> lines,
      CostRoom room) {
    this.takers = takers;
    this.request = request;
    this.costs = costs;
    this.settings = settings;
    this.book = book;
    this.lines = lines;
    this.room = room;
    this.order = request.policy().order();
    this.left = takers.near(request.pop()).clone();
    this.random = request.lot();
  }

  /** What each carrier would charge, where the order wants to know. */
  private void compareCosts() {
    if (order != RouteOrder.LEAST_COST) {
      return;
    }
    String[] carriers = takers.carriers();
    carrierCosts = room.of(carriers.length);
    for (int i = 0; i < carriers.length; i++) {
      carrierCosts[i] =
          costs.estimate(
              carriers[i],
              request.to(),
              request.from(),
              request.price().currency(),
              settings.callLength().toSeconds());
    }
  }

  @Override
  public Optional<Seizure> seize(long nowNanos) {
    compareCosts();
    while (tried < MOST_TRIED) {
      Line line;
      if (preferred.isEmpty()) {
        int next = next(nowNanos);
        if (next < 0) {
          return Optional.empty();
        }
        line = takers.line(next);
        costIn(next);
      } else {
        line = preferred.getFirst();
        preferred = preferred.subList(1, preferred.size());
        costOf(line.gateway().carrier());
      }
      if (line.gateway().uri().isUnresolved()) {
        last = judged(line, nowNanos);
        if (last == PassOver.NOTHING) {
          first(book.addresses(line, request.lot()));
        }
        continue;
      }
      last = take(line, nowNanos);
      if (last == PassOver.NOTHING) {
        tried++;
        return Optional.of(new Seizure(line, cost.known()));
      }
    }
    return Optional.empty();
  }

  @Override
  public PassOver lastPassedOver() {
    return last;
  }

  /** The same carrier's gateways come one after the other, mostly. */
  private void costIn(int line) {
    if (takers.carrierOf(line) != costed) {
      costOf(takers.line(line).gateway().carrier());
      costed = takers.carrierOf(line);
    }
  }

  private void costOf(String carrier) {
    cost = costs.cost(carrier, request.to(), request.from());
    costed = -1;
  }

  private PassOver take(Line line, long nowNanos) {
    PassOver why = judged(line, nowNanos);
    if (why != PassOver.NOTHING) {
      return why;
    }
    why = line.use().take(line.gateway().dispatch().caps(), nowNanos);
    if (why == PassOver.NOTHING && !line.state().enter(nowNanos)) {
      line.use().leave();
      return PassOver.BREAKER;
    }
    return why;
  }

  /** Caps aside. */
  private PassOver judged(Line line, long nowNanos) {
    Availability availability = line.state().availability(nowNanos);
    if (availability != Availability.USABLE) {
      return PassOver.of(availability);
    }
    if (cost instanceof Cost.NotTaken) {
      return PassOver.NO_COST;
    }
    return request.policy().mayLose()
            || MarginGuard.allows(request.price(), cost, settings.callLength())
        ? PassOver.NOTHING
        : PassOver.MARGIN;
  }

  @Override
  public void prefer(Gateway gateway) {
    Optional<Line> line = lines.apply(gateway);
    line.ifPresent(known -> first(List.of(known)));
    for (int i = 0; i < takers.size(); i++) {
      if (takers.line(i).gateway().equals(gateway)) {
        givenOut(i);
      }
    }
  }

  private void first(List<Line> wanted) {
    List<Line> more = new ArrayList<>(wanted);
    more.addAll(preferred);
    preferred = more;
  }

  private void givenOut(int i) {
    left[i >> 6] &= ~(1L << i);
    asked = Arrays.copyOf(asked, asked.length + 1);
    asked[asked.length - 1] = i;
  }

  /** All that are left, in order, with what speaks against each. Nothing is taken. */
  List<RouteOption> explain(long nowNanos) {
    compareCosts();
    List<RouteOption> options = new ArrayList<>();
    int wouldBeTried = 0;
    for (int i = next(nowNanos); i >= 0; i = next(nowNanos)) {
      Line line = takers.line(i);
      costIn(i);
      PassOver why = judged(line, nowNanos);
      if (why == PassOver.NOTHING) {
        why = line.use().check(line.gateway().dispatch().caps(), nowNanos);
      }
      if (why == PassOver.NOTHING && ++wouldBeTried > MOST_TRIED) {
        why = PassOver.TOO_MANY;
      }
      options.add(option(line, near, why, nowNanos));
    }
    return options;
  }

  private RouteOption option(Line line, boolean isNear, PassOver why, long nowNanos) {
    Optional<Money> callCost =
        cost.known().map(tariff -> tariff.charge(settings.callLength()).total());
    return new RouteOption(
        line.gateway(),
        cost,
        callCost,
        MarginGuard.margin(request.price(), cost, settings.callLength()),
        line.quality().figures(nowNanos),
        isNear,
        why);
  }

  /** The next one by the order, which is taken out of those that are left; −1 for none. */
  private int next(long nowNanos) {
    int next = pick(nowNanos);
    if (next < 0 && near) {
      near = false;
      for (int i = 0; i < left.length; i++) {
        left[i] = takers.all()[i] & ~takers.near(request.pop())[i];
      }
      for (int i : asked) {
        left[i >> 6] &= ~(1L << i);
      }
      next = pick(nowNanos);
    }
    if (next >= 0) {
      left[next >> 6] &= ~(1L << next);
    }
    return next;
  }

  /** The best of those that are left; where several are equally good, one of them by lot. */
  private int pick(long nowNanos) {
    int best = -1;
    long bestKey = Long.MAX_VALUE;
    int bestRank = Integer.MAX_VALUE;
    int weights = 0;
    for (int i = following(0); i >= 0; i = following(i + 1)) {
      long key = key(i, nowNanos);
      int rank = rank(i, key);
      if (best >= 0 && key == bestKey && rank == bestRank) {
        weights += weight(i, key);
      } else if (best < 0 || key < bestKey || key == bestKey && rank < bestRank) {
        best = i;
        bestKey = key;
        bestRank = rank;
        weights = weight(i, key);
      } else if (order == RouteOrder.PRIORITY) {
        break; // they come by rank
      }
    }
    return best < 0 || weights == weight(best, bestKey)
        ? best
        : drawn(best, bestKey, bestRank, weights, nowNanos);
  }

  private int drawn(int first, long key, int rank, int weights, long nowNanos) {
    random += 0x9E3779B97F4A7C15L;
    int ticket = (int) Long.remainderUnsigned(mixed(random), weights);
    int drawn = first;
    for (int i = first; i >= 0; i = following(i + 1)) {
      long itsKey = key(i, nowNanos);
      if (itsKey == key && rank(i, itsKey) == rank) {
        drawn = i;
        ticket -= weight(i, key);
        if (ticket < 0) {
          break;
        }
      }
    }
    return drawn;
  }

  /** What comes before priority; the lower, the earlier. */
  private long key(int i, long nowNanos) {
    return switch (order) {
      case PRIORITY -> 0;
      case LEAST_COST -> carrierCosts[takers.carrierOf(i)];
      case QUALITY -> -takers.line(i).quality().score(nowNanos);
      case PERCENTAGE -> takers.line(i).gateway().dispatch().share() > 0 ? 0 : 1;
    };
  }

  private int rank(int i, long key) {
    return order == RouteOrder.PERCENTAGE && key == 0 ? 0 : takers.rank(i);
  }

  private int weight(int i, long key) {
    Dispatch dispatch = takers.line(i).gateway().dispatch();
    return order == RouteOrder.PERCENTAGE && key == 0 ? dispatch.share() : dispatch.weight();
  }

  /** The first of those that are left, from {@code from} on; −1 for none. */
  private int following(int from) {
    int word = from >> 6;
    if (word >= left.length) {
      return -1;
    }
    long bits = left[word] & -1L << from;
    while (bits == 0) {
      if (++word == left.length) {
        return -1;
      }
      bits = left[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /** SplitMix64's finaliser. */
  private static long mixed(long z) {
    long y = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    y = (y ^ y >>> 27) * 0x94D049BB133111EBL;
    return y ^ y >>> 31;
  }
}
