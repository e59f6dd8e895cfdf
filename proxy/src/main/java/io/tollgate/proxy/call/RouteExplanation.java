package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.RouteOption;
import io.tollgate.proxy.route.RoutingSettings;
import io.tollgate.proxy.route.pop.SteeringMode;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where a call would go, and why.
 *
 * @param trunk who would call
 * @param account who would pay
 * @param steps what the dial plan does with the number
 * @param to the called number, where it can be read
 * @param from the caller's number that would be rated and asserted
 * @param price what the customer would pay, where there is a price
 * @param place the point of presence that is nearest to the caller
 * @param onNet whose number it is, where it is one of ours: then no carrier hears of the call
 * @param policy what the trunk wants of routes
 * @param settings how gateways are compared
 * @param options all gateways, in the order in which they would be tried, those that would not be
 *     among them; none where the call would be refused before
 * @param refusal why it would be refused, where it would be
 */
public record RouteExplanation(
    String trunk,
    String account,
    List<Step> steps,
    Optional<E164> to,
    Optional<E164> from,
    Optional<Tariff> price,
    Place place,
    Optional<Owner> onNet,
    RoutePolicy policy,
    RoutingSettings settings,
    List<RouteOption> options,
    Optional<Refused> refusal) {

  /** A step of the dial plan: its name and what it left. */
  public record Step(String name, String text) {}

  /**
   * The trunk of ours that a number belongs to.
   *
   * @param account who pays for being called
   */
  public record Owner(String account, String trunk) {}

  /**
   * A point of presence.
   *
   * @param pop its name; empty where this node has none
   * @param kilometres from the caller along the great circle, where he is on the map
   * @param measured milliseconds from this node to the caller and back, where that is known
   * @param own the name of this node's own
   * @param steering what is done with callers who are nearer to another
   * @param edges those of nearer points, to which such calls go first, or where their callers are
   *     sent; none where they leave from here
   */
  public record Place(
      String pop,
      OptionalDouble kilometres,
      OptionalDouble measured,
      String own,
      SteeringMode steering,
      List<Gateway> edges) {}

  /** A refusal. */
  public record Refused(HangupCause cause, String why) {}
}
