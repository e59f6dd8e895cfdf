/**
 * SIP: messages become call events, and what calls ask of their legs becomes messages. JAIN-SIP
 * parses and runs transactions, one stack a loop; dialogs, timers and sockets are our own. Nothing
 * outside of this package sees JAIN-SIP or Netty.
 */
package io.tollgate.proxy.sip;
