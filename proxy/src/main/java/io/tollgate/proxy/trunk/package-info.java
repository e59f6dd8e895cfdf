/**
 * Who may call: accounts, their trunks, and how a request is known to come from one (RFC 3261 §22,
 * RFC 7616, RFC 8760).
 */
package io.tollgate.proxy.trunk;
