/**
 * Reading messages: the headers that every message has, in the shapes that nearly all of them take,
 * are read here; JAIN-SIP's parser reads the others.
 */
package io.tollgate.proxy.sip.parse;
