/**
 * What headers say, and what becomes of them. {@link io.tollgate.proxy.sip.header.HeaderRule} is
 * the one table of the headers that the edge writes. Beside it stand pure functions, one class a
 * kind of header: what comes in is read into the words of calls ({@code ClaimedIdentities}, {@code
 * ForwardingHeaders}, {@code Users}, {@code Challenges}, {@code Bodies}), what goes out is written
 * as text ({@code Messages}, {@code Reasons}, {@code ReasonPhrases}). Nothing here keeps state or
 * knows a call, a dialog or a socket.
 */
package io.tollgate.proxy.sip.header;
