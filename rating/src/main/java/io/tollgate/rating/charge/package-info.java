/**
 * What a call costs: exact money, increments, the tariff that a call is pinned to, and the rater
 * that finds it. Everything here is immutable or static.
 */
package io.tollgate.rating.charge;
