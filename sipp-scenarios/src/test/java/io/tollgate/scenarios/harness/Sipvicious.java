package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A tool of SIPVicious that would wait on for answers that do not come. It reports what it has
 * found when it is interrupted, which it must not be before it has begun.
 */
public final class Sipvicious implements AutoCloseable {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final int port;

  private Sipvicious(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param folder for its log
   * @param options beside the port that it sends from: it would take port 5060 of all addresses, on
   *     which answers to others may come
   */
  public static Sipvicious start(Path folder, String tool, List<String> options) {
    int port = Ports.free();
    Path log = folder.resolve(tool + "-" + port + ".log");
    List<String> command = new ArrayList<>(List.of(tool, "-P", Integer.toString(port)));
    command.addAll(options);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Sipvicious(process, log, port);
    } catch (IOException e) {
      throw new UncheckedIOException(tool + " does not start (Debian: sipvicious)", e);
    }
  }

  /** Waits until it is about to send its first request, or has ended already. */
  public void awaitBegun() {
    try {
      Ports.awaitUdp(port, process);
    } catch (AssertionError e) {
      if (process.isAlive()) {
        throw e;
      }
    }
  }

  /** Interrupts it where it still runs. */
  public void interrupt() {
    if (process.isAlive()) {
      Command.run(ENDS_WITHIN, List.of("kill", "-INT", Long.toString(process.pid())));
    }
  }

  /** Waits for its end. */
  public String report() {
    try {
      if (!process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it did not end" + Logs.tail("sipvicious", log));
      }
      return Logs.read(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
