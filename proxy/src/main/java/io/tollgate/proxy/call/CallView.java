package io.tollgate.proxy.call;

import java.time.Instant;
import java.util.Optional;

/**
 * What an operator sees of a call that is not over.
 *
 * @param id the id that its record will have
 * @param account the account that pays
 * @param trunk the trunk that let it in
 * @param from the caller's number, in E.164 where it is one
 * @param to the called number, in E.164
 * @param carrier where it goes; empty before the first gateway is tried
 * @param gateway where it goes; empty before the first gateway is tried
 * @param state where it stands
 * @param receivedAt when its INVITE came
 * @param answeredAt when it was answered
 */
public record CallView(
    String id,
    String account,
    String trunk,
    String from,
    String to,
    String carrier,
    String gateway,
    CallState state,
    Instant receivedAt,
    Optional<Instant> answeredAt) {}
