/**
 * SIP: messages become call events, and what calls ask of their legs becomes messages. JAIN-SIP
 * parses and runs transactions, one stack a loop; dialogs, timers and sockets are our own. Nothing
 * outside of this package sees JAIN-SIP or Netty.
 *
 * <p>Here it is put together: {@link io.tollgate.proxy.sip.SipEdge} is all loops, {@code
 * LoopEngine} one of them. A message goes from a socket ({@code transport}, {@code tls}) to the
 * loop of its call ({@code Arrivals}), waits where that is busy ({@code overload}), is read ({@code
 * screen}, {@code parse}), and is given by {@code SipReceiver} or {@code ResponseReceiver} to what
 * it is for: a leg of a call ({@code leg}), or what answers REGISTER and OPTIONS ({@code reach}).
 * Below these stand what they work with: {@code message}, {@code dialog} and {@code header}. Each
 * of these rooms sees only those below its own.
 */
package io.tollgate.proxy.sip;
