package io.tollgate.proxy.route;

import io.tollgate.rating.number.E164;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Goes through a list. */
final class ListHunt implements Hunt {
  private final Deque<Gateway> left;
  private final E164 to;
  private final Optional<E164> from;
  private final CostTable costs;
  private final GatewayBook book;
  private PassOver last = PassOver.DESTINATION;

  ListHunt(
      List<Gateway> gateways, E164 to, Optional<E164> from, CostTable costs, GatewayBook book) {
    this.left = new ArrayDeque<>(gateways);
    this.to = to;
    this.from = from;
    this.costs = costs;
    this.book = book;
  }

  @Override
  public Optional<Seizure> seize(long nowNanos) {
    while (!left.isEmpty()) {
      Gateway next = left.remove();
      Line line = book.line(next, RoutingSettings.DEFAULT.qualityWindow());
      if (next.uri().isUnresolved()) {
        last = PassOver.of(line.state().availability(nowNanos));
        book.addresses(line, nowNanos).reversed().forEach(at -> left.addFirst(at.gateway()));
        continue;
      }
      if (line.state().enter(nowNanos)) {
        line.use().take(GatewayCaps.NONE, nowNanos);
        last = PassOver.NOTHING;
        return Optional.of(
            new Seizure(line, costs.cost(line.gateway().carrier(), to, from).known()));
      }
      last = PassOver.of(line.state().availability(nowNanos));
    }
    return Optional.empty();
  }

  @Override
  public PassOver lastPassedOver() {
    return last;
  }

  @Override
  public void prefer(Gateway gateway) {
    left.remove(gateway);
    left.addFirst(gateway);
  }
}
