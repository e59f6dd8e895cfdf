/**
 * The legs of calls, as SIP. {@link io.tollgate.proxy.sip.leg.SipLeg} is what {@code CallLeg} asks
 * for, in messages: {@link io.tollgate.proxy.sip.leg.IncomingLeg} towards the caller, {@link
 * io.tollgate.proxy.sip.leg.OutgoingLeg} towards a gateway, and {@code EstablishedLeg} for one that
 * another process answered; what they share is in a class for each thing that can be under way: a
 * re-INVITE, an ACK that is owed, a 2xx that is not acknowledged. {@link
 * io.tollgate.proxy.sip.leg.SipLoop} is what all legs of one loop have in common.
 */
package io.tollgate.proxy.sip.leg;
