package io.tollgate.proxy.cli;

import io.tollgate.proxy.config.ConfigFile;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;

/** Starts an edge. */
@FunctionalInterface
public interface Starter {

  /**
   * Starts an edge; returns when all of it listens.
   *
   * @param file where the configuration came from, to be read again while the edge runs
   * @throws StartFailure where something that a field of the configuration asks for cannot be had
   * @throws Exception where anything else fails
   */
  RunningEdge start(TollgateConfig config, ConfigFile file) throws Exception;
}
