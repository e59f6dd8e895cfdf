package io.tollgate.proxy.cli;

import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;

/** Starts an edge. */
@FunctionalInterface
public interface Starter {

  /**
   * Starts an edge; returns when all of it listens.
   *
   * @return what stops it: ends its calls, writes their records, then returns
   * @throws StartFailure where something that a field of the configuration asks for cannot be had
   * @throws Exception where anything else fails
   */
  AutoCloseable start(TollgateConfig config) throws Exception;
}
