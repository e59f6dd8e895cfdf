/**
 * More calls than can be served: {@link io.tollgate.proxy.sip.overload.CallQueue} has calls that
 * are there go first and lets new ones wait; those that waited too long are turned away by {@link
 * io.tollgate.proxy.sip.overload.BusyCalls}, unparsed and with nothing kept of them but a hash.
 */
package io.tollgate.proxy.sip.overload;
