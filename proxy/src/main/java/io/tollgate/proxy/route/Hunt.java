package io.tollgate.proxy.route;

import io.tollgate.rating.number.E164;
import java.util.List;
import java.util.Optional;

/**
 * The way of one call through the gateways that may take it, one after the other.
 *
 * <p>Confined to the call's loop.
 */
public interface Hunt {
  /** A call is offered to no more gateways than these: nobody would still be waiting. */
  int MOST_TRIED = 8;

  /**
   * Takes a place at the next gateway that has one; empty where none is left.
   *
   * @param nowNanos {@link System#nanoTime()}'s time
   */
  Optional<Seizure> seize(long nowNanos);

  /** Why the last gateway that was looked at is not tried. */
  PassOver lastPassedOver();

  /**
   * A way that tries some gateways, in their order, before it is {@code others}.
   *
   * @param book what is known of them
   */
  static Hunt before(
      Hunt others, List<Gateway> gateways, E164 to, Optional<E164> from, GatewayBook book) {
    return new ChainedHunt(new ListHunt(gateways, to, from, CostTable.NONE, book), others);
  }

  /** Puts a gateway before all that are left, as one that was tried has asked for. */
  void prefer(Gateway gateway);

  /**
   * Over gateways that are in order already, with neither caps nor a margin to keep.
   *
   * @param to the called number
   * @param from the caller's number, where it is known
   */
  static Hunt over(
      List<Gateway> gateways, E164 to, Optional<E164> from, CostTable costs, GatewayStates states) {
    return new ListHunt(gateways, to, from, costs, new GatewayBook(states));
  }
}
