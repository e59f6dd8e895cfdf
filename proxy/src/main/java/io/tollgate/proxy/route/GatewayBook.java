package io.tollgate.proxy.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What is known of gateways while they are used: their calls, their quality, their health. Kept by
 * name, so that a new configuration finds what the old one has counted.
 *
 * <p>For any thread.
 */
public final class GatewayBook {
  private final GatewayStates states;
  private final ConcurrentMap<Name, Page> pages = new ConcurrentHashMap<>();

  private record Name(String carrier, String gateway) {}

  /** Of one gateway. */
  record Page(GatewayUse use, GatewayQuality quality) {}

  /** Nothing yet; {@code states} knows whether gateways are healthy. */
  public GatewayBook(GatewayStates states) {
    this.states = states;
  }

  /** What is known of a gateway, and what routing needs of it besides. */
  Line line(Gateway gateway, Duration qualityWindow) {
    Page page =
        pages.compute(
            new Name(gateway.carrier(), gateway.id()),
            (name, known) ->
                known == null
                    ? new Page(new GatewayUse(), new GatewayQuality(qualityWindow))
                    : known.quality.spans(qualityWindow)
                        ? known
                        : new Page(known.use, new GatewayQuality(qualityWindow)));
    return new Line(gateway, page.use, page.quality, states.of(gateway));
  }

  /** A gateway that has a name at each of its addresses, which share all but their health. */
  List<Line> addresses(Line named, long lot) {
    List<Line> lines = new ArrayList<>();
    for (Gateway at : states.at(named.gateway(), lot)) {
      lines.add(new Line(at, named.use(), named.quality(), states.of(at)));
    }
    return lines;
  }
}
