package io.tollgate.proxy.route.health;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a peer does, for operators.
 *
 * @param state {@code closed} (it takes calls), {@code open} (it gets none) or {@code half-open}
 *     (one is let through for a trial)
 * @param failures in a row
 * @param since when it came to that state
 * @param drained whether an operator keeps new calls from it
 * @param roundTripMicros how long its last answer to a probe took; empty before the first
 * @param answeredAt when it last answered a probe
 * @param attempts INVITEs that went there since the start
 * @param failed those of them that failed
 * @param opened how often calls were kept from it since the start
 */
public record Health(
    String state,
    int failures,
    Instant since,
    boolean drained,
    OptionalLong roundTripMicros,
    Optional<Instant> answeredAt,
    long attempts,
    long failed,
    long opened) {}
