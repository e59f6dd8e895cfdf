package io.tollgate.proxy.call;

import io.tollgate.proxy.call.RouteExplanation.Place;
import io.tollgate.proxy.route.pop.PopSelector;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Points of presence as explanations have them. For any thread. */
public final class RoutePlaces implements Function<Optional<InetAddress>, Place> {
  private final Optional<PopSelector> selector;
  private final Place own;

  /**
   * Places.
   *
   * @param selector chooses among them; empty where there is but this node
   * @param own the name of this node's own; empty where it has none
   */
  public RoutePlaces(Optional<PopSelector> selector, String own) {
    this.selector = selector;
    this.own = new Place(own, OptionalDouble.empty(), OptionalDouble.empty());
  }

  @Override
  public Place apply(Optional<InetAddress> source) {
    return selector
        .flatMap(pops -> source.map(pops::explain))
        .map(choice -> new Place(choice.pop().id(), choice.kilometres(), choice.measured()))
        .orElse(own);
  }
}
