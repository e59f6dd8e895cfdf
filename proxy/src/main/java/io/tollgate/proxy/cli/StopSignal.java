package io.tollgate.proxy.cli;

/** How the process is told to stop, and to read its configuration again. */
@FunctionalInterface
public interface StopSignal {

  /** Has {@code reload} run, on a thread of its own, whenever the process is told to. */
  default void onReload(Runnable reload) {}

  /** Returns when it is time to stop. */
  void await() throws InterruptedException;
}
