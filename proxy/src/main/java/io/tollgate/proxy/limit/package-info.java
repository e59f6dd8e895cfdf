/**
 * What bounds the calls of a trunk, an account or a gateway, and the permit that a call holds for
 * it.
 */
package io.tollgate.proxy.limit;
