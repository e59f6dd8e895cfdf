/**
 * Requests as they come in, in the words of calls, and requests and responses as they go out, as
 * bytes. {@link io.tollgate.proxy.sip.message.IncomingRequest} is what came; {@code RequestChecks}
 * and {@code MethodPolicy} say what is wrong with it, {@code CallRequests} what it says. {@link
 * io.tollgate.proxy.sip.message.RequestWriter} and {@link
 * io.tollgate.proxy.sip.message.ResponseWriter} write straight to bytes, with the headers that
 * {@code HeaderRule} gives and names that {@code Identifiers} mints. Nothing here remembers a call.
 */
package io.tollgate.proxy.sip.message;
