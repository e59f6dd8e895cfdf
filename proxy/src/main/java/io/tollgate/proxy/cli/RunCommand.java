package io.tollgate.proxy.cli;

import io.tollgate.proxy.config.ConfigLoader;
import io.tollgate.proxy.config.GeneratedSecret;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs the edge until it is told to stop (SIGTERM, SIGINT), then ends its calls and exits with 0.
 */
@Command(
    name = "run",
    description = "Run the edge until it is told to stop.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Path DEFAULT_FILE = Path.of("config", "tollgate.yaml");

  private final Starter starter;
  private final Cli.Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "The configuration; by default config/tollgate.yaml",
        "of the distribution, else of the working directory."
      })
  private Path file;

  RunCommand(Starter starter, Cli.Surroundings surroundings) {
    this.starter = starter;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    ConfigLoader loader = new ConfigLoader(surroundings.environment());
    TollgateConfig config = loader.load(file == null ? defaultFile() : file, this::announce);
    StopSignal stop = surroundings.stopSignal().get();
    AutoCloseable edge = start(config);
    try {
      stop.await();
    } finally {
      edge.close();
    }
    return 0;
  }

  private AutoCloseable start(TollgateConfig config) throws Exception {
    try {
      return starter.start(config);
    } catch (StartFailure e) {
      throw config.explain(e);
    }
  }

  private Path defaultFile() {
    String home = surroundings.property().apply("tollgate.home");
    Path ofHome = home == null ? DEFAULT_FILE : Path.of(home).resolve(DEFAULT_FILE);
    return Files.exists(ofHome) ? ofHome : DEFAULT_FILE;
  }

  private void announce(GeneratedSecret made) {
    PrintWriter out = spec.commandLine().getOut();
    made.announcement().forEach(out::println);
    out.flush();
  }
}
