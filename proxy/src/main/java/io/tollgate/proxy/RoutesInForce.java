package io.tollgate.proxy;

import io.tollgate.proxy.call.RouteExplainer;
import io.tollgate.proxy.call.RouteExplanation;
import io.tollgate.proxy.call.RouteQuestion;
import io.tollgate.proxy.http.route.RouteSource;
import io.tollgate.proxy.time.Clock;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;

/** Where calls of the running edge would go, for whoever asks over HTTP. */
final class RoutesInForce implements RouteSource {
  private final Supplier<InForce> inForce;
  private final RouteExplainer explainer;
  private final Clock clock;

  RoutesInForce(Supplier<InForce> inForce, RouteExplainer explainer, Clock clock) {
    this.inForce = inForce;
    this.explainer = explainer;
    this.clock = clock;
  }

  @Override
  public Optional<RouteExplanation> explain(
      String trunk, String dialled, Optional<String> caller, Optional<InetAddress> source) {
    InForce now = inForce.get();
    return now.trunks().trunks().stream()
        .filter(known -> known.id().equals(trunk))
        .findFirst()
        .map(
            known ->
                explainer.explain(
                    new RouteQuestion(known, dialled, caller, source, clock.now()),
                    now.calls().routes(),
                    now.calls().inbound().numbers(),
                    clock.nanos()));
  }
}
