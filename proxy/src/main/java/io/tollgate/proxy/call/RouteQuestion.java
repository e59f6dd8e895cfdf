package io.tollgate.proxy.call;

import io.tollgate.proxy.trunk.Trunk;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * Where would a call go?
 *
 * @param trunk who would call
 * @param dialled the number as it would be dialled
 * @param caller the caller's number; empty where it would be hidden
 * @param source the address that the call would come from; empty where that does not matter
 * @param at when
 */
public record RouteQuestion(
    Trunk trunk,
    String dialled,
    Optional<String> caller,
    Optional<InetAddress> source,
    Instant at) {}
