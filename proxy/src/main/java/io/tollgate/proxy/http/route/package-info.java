/** Pages of where calls go: gateways, and where a call would go and why. */
package io.tollgate.proxy.http.route;
