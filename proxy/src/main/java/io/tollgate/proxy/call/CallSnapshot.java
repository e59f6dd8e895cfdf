package io.tollgate.proxy.call;

import io.tollgate.proxy.cdr.CarrierAttempt;
import io.tollgate.rating.charge.Tariff;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that another process would need to carry an answered call on and to charge it right.
 *
 * @param context what it was admitted with
 * @param carrier where it went
 * @param gateway where it went
 * @param cost what that carrier charges us, where it is known
 * @param attempts the gateways that were tried, the one that answered last
 * @param ringingAt when the called side rang
 * @param answeredAt when it answered
 * @param setupMicros from INVITE in to INVITE out
 * @param caller the leg towards the caller
 * @param callee the leg towards the gateway
 */
public record CallSnapshot(
    CallContext context,
    String carrier,
    String gateway,
    Optional<Tariff> cost,
    List<CarrierAttempt> attempts,
    Optional<Instant> ringingAt,
    Instant answeredAt,
    long setupMicros,
    LegSnapshot caller,
    LegSnapshot callee) {}
