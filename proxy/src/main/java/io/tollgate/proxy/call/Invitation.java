package io.tollgate.proxy.call;

import io.tollgate.proxy.route.Gateway;
import io.tollgate.rating.number.E164;
import java.util.Optional;

/**
 * What a gateway is asked.
 *
 * @param gateway where it goes
 * @param to the called number
 * @param from the caller's number: the one that was rated; none where it is unknown
 * @param maxForwards hops left for this leg
 * @param offer the caller's body
 */
public record Invitation(
    Gateway gateway, E164 to, Optional<E164> from, int maxForwards, Body offer) {}
