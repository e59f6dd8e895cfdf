package io.tollgate.proxy.call;

import io.tollgate.proxy.route.Gateway;
import io.tollgate.rating.number.DialledNumber;

/**
 * What a gateway is asked.
 *
 * @param gateway where it goes
 * @param to what is called
 * @param caller who calls: what was rated
 * @param maxForwards hops left for this leg
 * @param offer the caller's body
 */
public record Invitation(
    Gateway gateway, DialledNumber.Target to, CallerIdentity caller, int maxForwards, Body offer) {}
