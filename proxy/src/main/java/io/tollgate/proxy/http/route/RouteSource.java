package io.tollgate.proxy.http.route;

import io.tollgate.proxy.call.RouteExplanation;
import java.net.InetAddress;
import java.util.Optional;

/** Says where calls would go, for whoever asks over HTTP. */
@FunctionalInterface
public interface RouteSource {
  /** There is no edge to ask. */
  RouteSource NONE = (trunk, dialled, caller, source) -> Optional.empty();

  /**
   * Explains a call that is not placed.
   *
   * @param trunk the id of who would call
   * @param dialled the number as it would be dialled
   * @param caller the caller's number; empty where it would be hidden
   * @param source the address that the call would come from
   * @return empty where there is no such trunk
   */
  Optional<RouteExplanation> explain(
      String trunk, String dialled, Optional<String> caller, Optional<InetAddress> source);
}
