/** Whether gateways and points of presence are alive: probes, breakers, and operators' drains. */
package io.tollgate.proxy.route.health;
