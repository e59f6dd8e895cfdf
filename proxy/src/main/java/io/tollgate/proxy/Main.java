package io.tollgate.proxy;

import io.tollgate.proxy.cli.Cli;
import io.tollgate.proxy.cli.ProcessStop;
import java.util.Locale;

/** The program. */
public final class Main {
  private Main() {}

  /** Runs the command line; exit codes are those of {@link Cli}. */
  public static void main(String[] args) {
    // What it writes is English and read by programs too: digits are 0 to 9 wherever it runs.
    Locale.setDefault(Locale.ROOT);
    ProcessStop stop = new ProcessStop();
    stop.exit(Cli.commandLine(Tollgate::start, Cli.Surroundings.ofProcess(stop)).execute(args));
  }
}
