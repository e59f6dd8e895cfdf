/**
 * What the SIP side tells of itself, for metrics and for the guard against abuse: {@link
 * io.tollgate.proxy.sip.observe.SipObserver} hears of messages, of loops that are late or busy, and
 * of what they hold; {@code OffenceWatch} lays what is wrong with a message at its sender's door.
 * The other rooms of {@code sip} tell; nothing here asks them.
 */
package io.tollgate.proxy.sip.observe;
