package io.tollgate.proxy.sip;

import io.tollgate.proxy.call.CallRegistry;
import io.tollgate.proxy.call.CalleeLegs;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.TimerWheel;

/**
 * What a loop gives to the calls on it.
 *
 * @param index the loop's number, from 0
 * @param clock both times
 * @param timers its wheel
 * @param registry its calls
 * @param legs makes legs towards gateways
 */
public record LoopResources(
    int index, Clock clock, TimerWheel timers, CallRegistry registry, CalleeLegs legs) {}
