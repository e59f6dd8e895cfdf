/**
 * Sockets and loops, and what JAIN-SIP needs of us to run inside of them: message processors,
 * timers, transactions that send straight to the peer.
 */
package io.tollgate.proxy.sip.transport;
