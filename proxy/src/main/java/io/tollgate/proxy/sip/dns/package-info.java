/** Netty's DNS resolver, for the names of gateways. */
package io.tollgate.proxy.sip.dns;
