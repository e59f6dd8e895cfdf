package io.tollgate.proxy.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The configuration that a command works with. */
final class ConfigOption {
  private static final Path DEFAULT_FILE = Path.of("config", "tollgate.yaml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration. Default: config/tollgate.yaml of the distribution, else of the"
              + " working directory.")
  private Path file;

  /**
   * The file.
   *
   * @param property the value of a system property, or null
   */
  Path file(Function<String, String> property) {
    if (file != null) {
      return file;
    }
    String home = property.apply("tollgate.home");
    Path ofHome = home == null ? DEFAULT_FILE : Path.of(home).resolve(DEFAULT_FILE);
    return Files.exists(ofHome) ? ofHome : DEFAULT_FILE;
  }
}
