package io.tollgate.proxy.config;

import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.RoutingSettings;
import io.tollgate.proxy.trunk.RouteOrder;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.proxy.trunk.Trunk;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads {@code routing}: in which order gateways are tried, and whether at a loss. A trunk's says
 * more than its account's, and that more than the file's.
 */
final class RoutingReader {
  private static final Map<String, RouteOrder> ORDERS =
      Arrays.stream(RouteOrder.values())
          .collect(Collectors.toMap(RouteOrder::label, Function.identity()));

  private final RoutePolicy file;
  private final RoutingSettings settings;
  private final Map<String, RoutePolicy> accounts = new HashMap<>();

  /** Of the file. */
  RoutingReader(Section section) throws ConfigException {
    this.file = policy(section, RoutePolicy.DEFAULT);
    Optional<Field> length = section.find("callLength");
    Optional<Field> window = section.find("qualityWindow");
    this.settings =
        new RoutingSettings(
            length.isPresent()
                ? length.get().duration(Duration.ofSeconds(1), Duration.ofHours(1))
                : RoutingSettings.DEFAULT.callLength(),
            window.isPresent()
                ? window.get().duration(Duration.ofMinutes(1), Duration.ofHours(24))
                : RoutingSettings.DEFAULT.qualityWindow());
  }

  /** How gateways are compared. */
  RoutingSettings settings() {
    return settings;
  }

  /** Takes what an account says. */
  void account(String id, Section account) throws ConfigException {
    accounts.put(id, below(account, file));
  }

  /** What holds for a trunk. */
  RoutePolicy trunk(String account, Section trunk) throws ConfigException {
    return below(trunk, accounts.getOrDefault(account, file));
  }

  private static RoutePolicy below(Section owner, RoutePolicy base) throws ConfigException {
    Optional<Field> routing = owner.find("routing");
    return routing.isPresent() ? policy(routing.get().section("order", "allowLoss"), base) : base;
  }

  private static RoutePolicy policy(Section section, RoutePolicy base) throws ConfigException {
    Optional<Field> order = section.find("order");
    Optional<Field> loss = section.find("allowLoss");
    return new RoutePolicy(
        order.isPresent() ? order.get().choice(ORDERS) : base.order(),
        loss.isPresent() ? loss.get().flag() : base.mayLose());
  }

  /** An order by shares or costs that nobody has would be no order. */
  static void refuseIdle(Field root, List<Trunk> trunks, List<Carrier> carriers)
      throws ConfigException {
    boolean shared =
        carriers.stream()
            .flatMap(carrier -> carrier.gateways().stream())
            .anyMatch(gateway -> gateway.dispatch().share() > 0);
    boolean costed = carriers.stream().anyMatch(carrier -> carrier.deck().isPresent());
    for (Trunk trunk : trunks) {
      RouteOrder order = trunk.routePolicy().order();
      if (order == RouteOrder.PERCENTAGE && !shared) {
        throw said(root, trunk).wrong("no gateway has a share", "add share: 60 to one");
      }
      if (order == RouteOrder.LEAST_COST && !costed) {
        throw said(root, trunk).wrong("no carrier has a deck", "add deck to those that differ");
      }
    }
  }

  private static Field said(Field root, Trunk trunk) {
    for (String owner : List.of("trunks." + trunk.id(), "accounts." + trunk.account().id())) {
      String path = owner + ".routing.order";
      if (root.nearest(path).path().equals(path)) {
        return root.nearest(path);
      }
    }
    return root.nearest("routing.order");
  }
}
