package io.tollgate.proxy.demo;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * The embedded demonstration carrier.
 *
 * @param bind where it takes calls; loopback
 * @param ringFor from its 180 to its 200
 */
public record DemoSettings(InetSocketAddress bind, Duration ringFor) {}
