/**
 * Who is there, and where: REGISTER and OPTIONS, which open no call. {@link
 * io.tollgate.proxy.sip.reach.Registrar} learns where a trunk is, {@link
 * io.tollgate.proxy.sip.reach.OptionsAnswer} says that the edge is there, {@link
 * io.tollgate.proxy.sip.reach.OptionsProber} asks whether gateways and other points of presence
 * are.
 */
package io.tollgate.proxy.sip.reach;
