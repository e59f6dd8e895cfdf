/** Where SIP servers are whose URIs have names: RFC 3263, in the background. */
package io.tollgate.proxy.route.dns;
