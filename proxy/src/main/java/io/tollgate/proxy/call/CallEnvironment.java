package io.tollgate.proxy.call;

import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.route.CostTable;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayStates;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.TimerWheel;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the calls of one loop share.
 *
 * @param clock both times
 * @param timers the loop's wheel
 * @param registry the loop's calls
 * @param legs makes legs towards gateways, on this loop
 * @param settings how long a call may take
 * @param costs what carriers charge
 * @param states which gateways may be tried, told of every attempt
 * @param ids makes ids of records
 * @param records takes a record and says whether it could
 * @param observer is told of everything
 * @param gateways knows the gateway at an address, for redirections
 */
public record CallEnvironment(
    Clock clock,
    TimerWheel timers,
    CallRegistry registry,
    CalleeLegs legs,
    CallSettings settings,
    CostTable costs,
    GatewayStates states,
    Supplier<String> ids,
    Predicate<Cdr> records,
    CallObserver observer,
    Function<InetSocketAddress, Optional<Gateway>> gateways) {

  /** Calls whose costs are not known, over gateways that nobody watches. */
  public CallEnvironment(
      Clock clock,
      TimerWheel timers,
      CallRegistry registry,
      CalleeLegs legs,
      CallSettings settings,
      Supplier<String> ids,
      Predicate<Cdr> records,
      CallObserver observer,
      Function<InetSocketAddress, Optional<Gateway>> gateways) {
    this(
        clock,
        timers,
        registry,
        legs,
        settings,
        CostTable.NONE,
        GatewayStates.ALWAYS_USABLE,
        ids,
        records,
        observer,
        gateways);
  }

  /** The same without redirections. */
  public CallEnvironment(
      Clock clock,
      TimerWheel timers,
      CallRegistry registry,
      CalleeLegs legs,
      CallSettings settings,
      Supplier<String> ids,
      Predicate<Cdr> records,
      CallObserver observer) {
    this(
        clock,
        timers,
        registry,
        legs,
        settings,
        ids,
        records,
        observer,
        address -> Optional.empty());
  }

  /** The same for calls that are set up from now on. */
  CallEnvironment with(CallSettings fresh) {
    return fresh.equals(settings)
        ? this
        : new CallEnvironment(
            clock, timers, registry, legs, fresh, costs, states, ids, records, observer, gateways);
  }

  /** The same for a call to a trunk of ours: its contacts are no gateways that anybody watches. */
  CallEnvironment towardsTrunk() {
    return towardsTrunk(legs);
  }

  /** The same by other legs. */
  CallEnvironment towardsTrunk(CalleeLegs others) {
    return new CallEnvironment(
        clock,
        timers,
        registry,
        others,
        settings,
        CostTable.NONE,
        GatewayStates.ALWAYS_USABLE,
        ids,
        records,
        observer,
        address -> Optional.empty());
  }

  /** Writes a record; what the store cannot take is counted by the observer. */
  void write(Cdr record) {
    if (!records.test(record)) {
      observer.recordRefused();
    }
  }
}
