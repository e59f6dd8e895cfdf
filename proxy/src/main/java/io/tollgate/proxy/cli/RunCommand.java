package io.tollgate.proxy.cli;

import io.tollgate.proxy.config.ConfigFile;
import io.tollgate.proxy.config.ConfigLoader;
import io.tollgate.proxy.config.GeneratedSecret;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Runs the edge until it is told to stop (SIGTERM, SIGINT), then ends its calls and exits with 0.
 * SIGHUP has it read its configuration again.
 */
@Command(
    name = "run",
    description = "Run the edge until it is told to stop.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final Starter starter;
  private final Cli.Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption config;

  RunCommand(Starter starter, Cli.Surroundings surroundings) {
    this.starter = starter;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    ConfigFile source =
        new ConfigFile(
            new ConfigLoader(surroundings.environment()),
            config.file(surroundings.property()),
            this::announce);
    TollgateConfig read = source.load();
    StopSignal stop = surroundings.stopSignal().get();
    RunningEdge edge = start(read, source);
    try {
      stop.onReload(edge::reload);
      stop.await();
    } finally {
      edge.close();
    }
    return 0;
  }

  private RunningEdge start(TollgateConfig config, ConfigFile source) throws Exception {
    try {
      return starter.start(config, source);
    } catch (StartFailure e) {
      throw config.explain(e);
    }
  }

  private void announce(GeneratedSecret made) {
    PrintWriter out = spec.commandLine().getOut();
    made.announcement().forEach(out::println);
    out.flush();
  }
}
