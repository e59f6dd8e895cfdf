package io.tollgate.proxy.route.pop;

import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.RecentMinimum;
import java.net.InetAddress;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/**
 * What this node measures itself: the way to its callers, by how soon they acknowledge a final
 * answer (RFC 3261 §13.2.2.4, §17.1.1.3), and the way to other points, by how soon these answer
 * OPTIONS.
 *
 * <p>For any thread, without locks; so many callers are remembered, and a new one takes the place
 * of an old one. A caller that is not heard of for about an hour is forgotten: he may have moved.
 */
public final class MeasuredRoundTrips implements RoundTrips, ObjLongConsumer<InetAddress> {
  private static final int REMEMBERED = 8192;
  private static final long FORGOTTEN_NANOS = 3_600_000_000_000L;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Pop home;
  private final Clock clock;
  private final Function<Pop, OptionalDouble> points;
  private final AtomicReferenceArray<Caller> callers = new AtomicReferenceArray<>(REMEMBERED);

  private record Caller(InetAddress source, RecentMinimum nanos) {}

  /**
   * Nothing is measured yet.
   *
   * @param home this node's own point
   * @param points milliseconds to another point, where they are known
   */
  public MeasuredRoundTrips(Pop home, Clock clock, Function<Pop, OptionalDouble> points) {
    this.home = home;
    this.clock = clock;
    this.points = points;
  }

  private static int slot(InetAddress source) {
    return source.hashCode() * 0x9E3779B1 >>> 19;
  }

  /**
   * A caller has acknowledged an answer.
   *
   * @param nanos how long after it was sent, for the first and only time
   */
  @Override
  public void accept(InetAddress source, long nanos) {
    long now = clock.nanos();
    int slot = slot(source);
    Caller known = callers.get(slot);
    if (known == null || !known.source.equals(source)) {
      callers.set(slot, new Caller(source, RecentMinimum.first(nanos, now)));
      return;
    }
    RecentMinimum next = known.nanos.with(nanos, now);
    if (next != known.nanos) {
      callers.set(slot, new Caller(source, next));
    }
  }

  @Override
  public OptionalDouble toCaller(Pop pop, InetAddress source) {
    if (!pop.equals(home)) {
      return OptionalDouble.empty();
    }
    Caller known = callers.get(slot(source));
    return known == null
            || !known.source.equals(source)
            || clock.nanos() - known.nanos.since() >= FORGOTTEN_NANOS
        ? OptionalDouble.empty()
        : OptionalDouble.of(known.nanos.value() / NANOS_PER_MILLI);
  }

  @Override
  public OptionalDouble between(Pop pop) {
    return points.apply(pop);
  }
}
