/** Where a call may go: carriers and their gateways. */
package io.tollgate.proxy.route;
