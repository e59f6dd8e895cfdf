package io.tollgate.proxy;

import io.tollgate.proxy.http.node.HealthSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether the edge takes calls, for whoever balances them among edges.
 *
 * @param running whether it has started and does not stop
 * @param sip what does not listen
 * @param draining whether an operator has it take no new calls
 * @param full whether its store keeps so few records that new calls are refused
 */
record Readiness(
    BooleanSupplier running,
    Supplier<List<String>> sip,
    BooleanSupplier draining,
    BooleanSupplier full)
    implements HealthSource {
  @Override
  public List<String> missing() {
    List<String> missing = new ArrayList<>(sip.get());
    if (!running.getAsBoolean()) {
      missing.add("the edge is starting or stopping");
    }
    if (draining.getAsBoolean()) {
      missing.add("new calls, which are turned away until DELETE /v1/drain");
    }
    if (full.getAsBoolean()) {
      missing.add("room for records: new calls are refused until the store takes those that wait");
    }
    return missing;
  }
}
