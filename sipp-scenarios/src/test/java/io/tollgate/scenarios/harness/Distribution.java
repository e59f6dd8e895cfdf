package io.tollgate.scenarios.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** The built product and this module's own files. */
public final class Distribution {
  private static final Path HOME =
      Path.of(System.getProperty("tollgate.distribution", "../proxy/target/tollgate"))
          .toAbsolutePath()
          .normalize();

  private Distribution() {}

  /** Where the distribution lies: {@code bin}, {@code lib}, {@code config}. */
  public static Path home() {
    if (!Files.isExecutable(HOME.resolve("bin/tollgate"))) {
      throw new AssertionError(
          "no distribution at " + HOME + ": these tests run what `mvn package` builds");
    }
    return HOME;
  }

  /** The command that starts Tollgate. */
  public static Path command() {
    return home().resolve("bin/tollgate");
  }

  /** A SIPp scenario by its name. */
  public static Path scenario(String name) {
    Path file = Path.of("src/main/scenarios", name + ".xml").toAbsolutePath();
    if (!Files.isReadable(file)) {
      throw new AssertionError("no scenario " + file);
    }
    return file;
  }
}
