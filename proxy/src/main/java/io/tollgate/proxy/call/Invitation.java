package io.tollgate.proxy.call;

import io.tollgate.proxy.route.Gateway;
import io.tollgate.rating.number.E164;

/**
 * What a gateway is asked.
 *
 * @param gateway where it goes
 * @param to the called number
 * @param caller who calls: what was rated
 * @param maxForwards hops left for this leg
 * @param offer the caller's body
 */
public record Invitation(
    Gateway gateway, E164 to, CallerIdentity caller, int maxForwards, Body offer) {}
