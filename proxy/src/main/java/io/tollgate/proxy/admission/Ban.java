package io.tollgate.proxy.admission;

import java.time.Instant;

/**
 * A source that is kept out.
 *
 * @param source an IPv4 address, or an IPv6 network of 64 bits
 * @param offence what brought it over the limit
 * @param number 1 for its first ban, 2 for the second …
 * @param since when it was banned
 * @param until when it is let in again
 */
public record Ban(String source, Offence offence, int number, Instant since, Instant until) {}
