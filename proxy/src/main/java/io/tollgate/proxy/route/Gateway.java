package io.tollgate.proxy.route;

import java.net.InetSocketAddress;

/**
 * One way into a carrier's network.
 *
 * @param id unique within its carrier
 * @param carrier the carrier's id
 * @param address where its SIP server is, over UDP
 */
public record Gateway(String id, String carrier, InetSocketAddress address) {}
