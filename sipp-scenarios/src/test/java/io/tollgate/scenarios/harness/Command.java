package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
public final class Command {
  /**
   * What came of it.
   *
   * @param status its exit status
   */
  public record Result(List<String> command, int status, String stdout, String stderr) {}

  private Command() {}

  /**
   * Runs a program.
   *
   * @param limit it fails where it takes longer
   * @param parts of the command line, put together
   */
  @SafeVarargs
  public static Result run(Duration limit, List<String>... parts) {
    List<String> command = new ArrayList<>();
    for (List<String> part : parts) {
      command.addAll(part);
    }
    try {
      Path out = Files.createTempFile("tollgate", ".out");
      Path err = Files.createTempFile("tollgate", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        EdgeJvm.prepare(builder.environment());
        Process process = builder.start();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(
              command + " was still running after " + limit + ": " + Logs.read(err));
        }
        return new Result(command, process.exitValue(), Logs.read(out), Logs.read(err));
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(command + " does not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + command + " ran", e);
    }
  }
}
