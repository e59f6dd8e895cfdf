package io.tollgate.proxy.call;

import java.net.InetSocketAddress;

/**
 * Where a 3xx says that the call should be tried: one of its Contacts, where that names an address.
 *
 * @param user the user part of the URI, decoded
 * @param address where
 */
public record Redirect(String user, InetSocketAddress address) {}
