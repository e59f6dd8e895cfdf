package io.tollgate.scenarios.harness;

import java.time.Duration;
import java.util.Arrays;

/** The edge's {@code /metrics}, in Prometheus' text format. */
public final class Metrics {
  private final EdgeProcess edge;

  Metrics(EdgeProcess edge) {
    this.edge = edge;
  }

  /**
   * The sum of all samples of that name.
   *
   * @param labels further words that a sample must hold, as in {@code code="no-rate"}
   * @return 0 where there is none
   */
  public double sum(String name, String... labels) {
    return edge.get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Waits until no call is left; nothing that a call held may outlive it. */
  public void awaitNoCalls() {
    awaitCalls(0);
  }

  /** Waits until that many calls are up. */
  public void awaitCalls(int calls) {
    Await.that(
        calls + " active calls in /metrics",
        Duration.ofSeconds(90),
        () -> sum("tollgate_calls_active") == calls);
  }
}
