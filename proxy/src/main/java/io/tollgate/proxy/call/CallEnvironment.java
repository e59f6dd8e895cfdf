package io.tollgate.proxy.call;

import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.route.CostTable;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.TimerWheel;
import java.util.function.Predicate;

/**
 * What the calls of one loop share.
 *
 * @param clock both times
 * @param timers the loop's wheel
 * @param registry the loop's calls
 * @param legs makes legs towards gateways, on this loop
 * @param settings how long a call may take
 * @param costs what carriers charge
 * @param records takes a record and says whether it could
 * @param observer is told of everything
 */
public record CallEnvironment(
    Clock clock,
    TimerWheel timers,
    CallRegistry registry,
    CalleeLegs legs,
    CallSettings settings,
    CostTable costs,
    Predicate<Cdr> records,
    CallObserver observer) {

  /** Calls whose costs are not known. */
  public CallEnvironment(
      Clock clock,
      TimerWheel timers,
      CallRegistry registry,
      CalleeLegs legs,
      CallSettings settings,
      Predicate<Cdr> records,
      CallObserver observer) {
    this(clock, timers, registry, legs, settings, CostTable.NONE, records, observer);
  }

  /** Writes a record; what the store cannot take is counted by the observer. */
  void write(Cdr record) {
    if (!records.test(record)) {
      observer.recordRefused();
    }
  }
}
