/**
 * From bytes to messages. {@link io.tollgate.proxy.sip.screen.MessageReader} has {@code
 * MessageScreen} look at the bytes first, which lets none through that would cost much or mean two
 * things, and JAIN-SIP parse them then; what cannot be read is answered out of its raw lines.
 * {@link io.tollgate.proxy.sip.screen.RawRequest} tells from the bytes alone whether a message
 * opens a call, for those who cannot wait until it is parsed. Looking allocates nothing.
 */
package io.tollgate.proxy.sip.screen;
