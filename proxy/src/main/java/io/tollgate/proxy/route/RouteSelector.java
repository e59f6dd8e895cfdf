package io.tollgate.proxy.route;

import io.tollgate.rating.number.E164;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Says where a call may go: the gateways of the carriers that take its number, in the order that
 * its trunk wants. Immutable but for what is counted of the gateways, which {@link GatewayBook}
 * keeps.
 */
public final class RouteSelector {
  private final RouteTable table;
  private final RoutingSettings settings;
  private final GatewayBook book;
  private final List<Line> lines = new ArrayList<>();
  private final Map<Gateway, Line> byGateway = new HashMap<>();
  private final Function<Gateway, Optional<Line>> known =
      gateway -> Optional.ofNullable(byGateway.get(gateway));
  private final CostRoom room = new CostRoom();
  private final Set<InetAddress> addresses = new HashSet<>();
  private final Map<InetSocketAddress, String> tlsNames = new HashMap<>();

  /** Routes over these carriers, of whose gateways nothing is known yet. */
  public RouteSelector(List<Carrier> carriers) {
    this(carriers, new GatewayBook(GatewayStates.ALWAYS_USABLE), RoutingSettings.DEFAULT);
  }

  /**
   * Routes over these carriers.
   *
   * @param book what is known of their gateways
   */
  public RouteSelector(List<Carrier> carriers, GatewayBook book, RoutingSettings settings) {
    this.settings = settings;
    this.book = book;
    for (Carrier carrier : carriers) {
      for (Gateway gateway : carrier.gateways()) {
        Line line = book.line(gateway, settings.qualityWindow());
        lines.add(line);
        byGateway.put(gateway, line);
        if (!gateway.uri().isUnresolved()) { // else the book of names knows where it is
          addresses.add(gateway.address().getAddress());
          gateway.uri().tlsName().ifPresent(name -> tlsNames.put(gateway.address(), name));
        }
      }
    }
    this.table = RouteTable.of(carriers, byGateway::get);
  }

  /**
   * The way of a call through the gateways that may take it. Nothing is taken yet.
   *
   * @param costs what carriers charge
   */
  public Hunt hunt(RouteRequest request, CostTable costs) {
    return way(request, costs);
  }

  private CarrierHunt way(RouteRequest request, CostTable costs) {
    return new CarrierHunt(table.find(request.to()), request, costs, settings, book, known, room);
  }

  /**
   * Every gateway that there is, those that the call would be offered to in their order among those
   * that it would be kept from, and why. Nothing is taken.
   *
   * @param nowNanos {@link System#nanoTime()}'s time
   */
  public List<RouteOption> explain(RouteRequest request, CostTable costs, long nowNanos) {
    List<RouteOption> options = new ArrayList<>(way(request, costs).explain(nowNanos));
    Set<Gateway> takers = new HashSet<>();
    options.forEach(option -> takers.add(option.gateway()));
    for (Line line : lines) {
      if (!takers.contains(line.gateway())) {
        options.add(
            new RouteOption(
                line.gateway(),
                Cost.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                line.quality().figures(nowNanos),
                false,
                PassOver.DESTINATION));
      }
    }
    return options;
  }

  /** How gateways are compared. */
  public RoutingSettings settings() {
    return settings;
  }

  /** Whether some carrier takes a number. */
  public boolean takes(E164 number) {
    return table.find(number).size() > 0;
  }

  /** All gateways, in the order of the configuration. */
  public List<Gateway> gateways() {
    return lines.stream().map(Line::gateway).toList();
  }

  /** The host that the gateway at this address must prove to be, where it is not the address. */
  public Optional<String> tlsName(InetSocketAddress address) {
    return Optional.ofNullable(tlsNames.get(address));
  }

  /** The first gateway at this address and port. */
  public Optional<Gateway> gatewayAt(InetSocketAddress address) {
    return lines.stream()
        .map(Line::gateway)
        .filter(gateway -> gateway.address().equals(address))
        .findFirst();
  }

  /** Whether some gateway has this address. */
  public boolean knows(InetAddress address) {
    return addresses.contains(address);
  }
}
