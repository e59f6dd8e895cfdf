/**
 * The demonstration carrier: a small called side of SIP on plain sockets, which knows nothing of
 * the edge that calls it.
 */
package io.tollgate.proxy.demo;
