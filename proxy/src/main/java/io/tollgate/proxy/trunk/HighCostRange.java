package io.tollgate.proxy.trunk;

/**
 * Numbers that cost their callers far more than others, and that stolen trunks are made to call.
 *
 * @param kind what sort of numbers; an account opens whole kinds
 * @param prefix what they begin with, without a plus sign
 * @param what whose they are
 */
public record HighCostRange(String kind, String prefix, String what) {}
