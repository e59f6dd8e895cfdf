package io.tollgate.proxy.call;

import io.tollgate.proxy.call.RouteExplanation.Place;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.pop.PopSelector;
import io.tollgate.proxy.route.pop.SteeringMode;
import io.tollgate.proxy.route.pop.SteeringSettings;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Points of presence as explanations have them. For any thread. */
public final class RoutePlaces implements Function<Optional<InetAddress>, Place> {
  private final Optional<PopSelector> selector;
  private final SteeringSettings steering;
  private final String own;

  /**
   * Places.
   *
   * @param selector chooses among them; empty where there is but this node
   * @param own the name of this node's own; empty where it has none
   * @param steering what is done with callers who are nearer to another
   */
  public RoutePlaces(Optional<PopSelector> selector, String own, SteeringSettings steering) {
    this.selector = selector;
    this.own = own;
    this.steering = steering;
  }

  @Override
  public Place apply(Optional<InetAddress> source) {
    return selector
        .flatMap(pops -> source.map(pops::explain))
        .map(
            choice ->
                new Place(
                    choice.pop().id(),
                    choice.kilometres(),
                    choice.measured(),
                    own,
                    steering.mode(),
                    edges(source.orElseThrow())))
        .orElse(
            new Place(
                own,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                own,
                steering.mode(),
                List.of()));
  }

  private List<Gateway> edges(InetAddress source) {
    return steering.mode() == SteeringMode.OFF
        ? List.of()
        : selector.orElseThrow().explainNearer(source, PopSteering.MOST_TRIED).stream()
            .flatMap(pop -> steering.others().stream().filter(edge -> edge.id().equals(pop.id())))
            .toList();
  }
}
