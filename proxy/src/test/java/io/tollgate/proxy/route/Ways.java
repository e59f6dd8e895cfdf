package io.tollgate.proxy.route;

import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways of calls, for tests: every gateway is tried, and fails. */
final class Ways {
  /** What the customer pays: 0.0390 a minute. */
  static final Tariff PRICE = tariff("0.0390", "USD");

  private Ways() {}

  static Tariff tariff(String rate, String currency) {
    return new Tariff(
        "deck",
        1,
        currency,
        6,
        "43",
        "",
        Money.parse(rate),
        Money.ZERO,
        Money.ZERO,
        Money.ZERO,
        new Increments(60, 60),
        0,
        0);
  }

  static RouteRequest request(E164 to, RoutePolicy policy, String pop, long lot) {
    return new RouteRequest(to, Optional.empty(), PRICE, policy, pop, lot);
  }

  /** The gateways in the order in which they are tried. */
  static List<Gateway> of(RouteSelector routes, E164 to, long lot) {
    return of(routes.hunt(request(to, RoutePolicy.DEFAULT, "", lot), CostTable.NONE), 0);
  }

  static List<Gateway> of(Hunt hunt, long nowNanos) {
    List<Gateway> gateways = new ArrayList<>();
    for (Optional<Seizure> next = hunt.seize(nowNanos);
        next.isPresent();
        next = hunt.seize(nowNanos)) {
      next.get().release(nowNanos);
      gateways.add(next.get().gateway());
    }
    return gateways;
  }
}
