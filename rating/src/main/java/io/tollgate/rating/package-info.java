/**
 * What a call costs: numbers, prefix tables, decks and charging. Pure logic, without SIP, sockets
 * or storage; every type is immutable or says who owns it.
 */
package io.tollgate.rating;
