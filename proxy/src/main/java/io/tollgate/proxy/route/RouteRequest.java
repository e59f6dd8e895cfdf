package io.tollgate.proxy.route;

import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.util.Optional;

/**
 * A call that looks for its way.
 *
 * @param to the called number
 * @param from the caller's number, as the second leg asserts it
 * @param price what the customer pays
 * @param policy what the caller's trunk wants of routes
 * @param pop the point of presence that it leaves through: gateways there come first
 * @param lot any number, another one for each call: it decides where weights and shares do
 */
public record RouteRequest(
    E164 to, Optional<E164> from, Tariff price, RoutePolicy policy, String pop, long lot) {}
