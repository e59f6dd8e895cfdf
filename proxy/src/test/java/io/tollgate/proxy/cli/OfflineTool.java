package io.tollgate.proxy.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import picocli.CommandLine;

/** The command line as an operator has it who asks files, with what it printed. Starts no edge. */
final class OfflineTool {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs a command and says its exit code. */
  int execute(String... args) {
    CommandLine tool =
        Cli.commandLine(
            (config, source) -> {
              throw new AssertionError("nothing is started here");
            },
            new Cli.Surroundings(
                name -> null, name -> null, () -> () -> {}, () -> Optional.empty()));
    tool.setOut(new PrintWriter(out, true));
    tool.setErr(new PrintWriter(err, true));
    return tool.execute(args);
  }

  /** All that was printed so far. */
  String out() {
    return out.toString();
  }

  /** All complaints so far. */
  String err() {
    return err.toString();
  }
}
