package io.tollgate.proxy.route;

import io.tollgate.rating.charge.Money;
import java.util.Optional;

/**
 * A gateway in the explanation of a route.
 *
 * @param gateway which one
 * @param cost what its carrier would charge
 * @param callCost what that comes to for a call of the length that calls are compared by
 * @param margin what would be left of the price of such a call
 * @param quality how well it did of late
 * @param near whether it is at the point of presence that the call leaves through, or at all
 * @param passedOver why it would not be tried; {@link PassOver#NOTHING} where it would
 */
public record RouteOption(
    Gateway gateway,
    Cost cost,
    Optional<Money> callCost,
    Optional<Money> margin,
    GatewayQuality.Figures quality,
    boolean near,
    PassOver passedOver) {}
