package io.tollgate.proxy.cli;

/** An edge that runs. Closing it ends its calls, writes their records, then returns. */
public interface RunningEdge extends AutoCloseable {

  /** Reads the configuration again; what comes of it is in the log. */
  void reload();

  @Override
  void close();
}
