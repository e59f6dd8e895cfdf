package io.tollgate.proxy;

import io.tollgate.proxy.cli.Cli;
import io.tollgate.proxy.cli.ProcessStop;

/** The program. */
public final class Main {
  private Main() {}

  /** Runs the command line; exit codes are those of {@link Cli}. */
  public static void main(String[] args) {
    ProcessStop stop = new ProcessStop();
    stop.exit(Cli.commandLine(Tollgate::start, Cli.Surroundings.ofProcess(stop)).execute(args));
  }
}
