/**
 * TLS for SIP: certificates and keys from PEM files, read again when they change; who the other
 * side is. BouncyCastle's JSSE does the protocol, inside Netty's {@code SslHandler}.
 */
package io.tollgate.proxy.sip.tls;
