package io.tollgate.proxy.http.node;

import java.util.List;

/** Says whether the edge does its work. */
@FunctionalInterface
public interface HealthSource {

  /**
   * What is not there yet, or no longer, in words for the operator ({@code udp 127.0.0.1:5060}).
   * Empty where it takes calls. Asked on virtual threads, often; must not block.
   */
  List<String> missing();
}
