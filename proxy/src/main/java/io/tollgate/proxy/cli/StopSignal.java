package io.tollgate.proxy.cli;

/** How the process is told to stop. */
@FunctionalInterface
public interface StopSignal {

  /** Returns when it is time to stop. */
  void await() throws InterruptedException;
}
