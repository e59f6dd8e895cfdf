package io.tollgate.proxy.route.health;

import io.tollgate.proxy.route.GatewayUri;

/**
 * A peer that is asked whether it is there.
 *
 * @param uri where
 * @param settings how often
 * @param health is told what comes of it
 * @param refusing whether a 5xx of it counts as no answer: another edge that is about to stop
 *     answers so
 */
public record ProbeTarget(
    GatewayUri uri, ProbeSettings settings, PeerHealth health, boolean refusing) {}
