package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * All SIPps of one test: ends those that are left over, and puts the logs of all of them into the
 * failure of a test that failed. One a test instance.
 */
public final class SippRuns implements AfterEachCallback, TestExecutionExceptionHandler {
  private static final Path LOGS = Path.of("target/sipp").toAbsolutePath();

  private final List<Sipp> runs = new ArrayList<>();
  private final String token = UUID.randomUUID().toString().substring(0, 8);

  /** A called side, waiting on a port for calls from the edge. */
  public Sipp uas(String scenario, int port) {
    return add(new Sipp(scenario, folder(scenario), "127.0.0.1", port));
  }

  /** A caller at 127.0.0.1. */
  public Sipp uac(String scenario, InetSocketAddress edge) {
    return uac(scenario, edge, "127.0.0.1");
  }

  /** A caller at another address of loopback. */
  public Sipp uac(String scenario, InetSocketAddress edge, String ip) {
    Sipp run = new Sipp(scenario, folder(scenario), ip, Ports.free());
    return add(run.to(edge, token + "-" + runs.size()));
  }

  private Sipp add(Sipp run) {
    runs.add(run);
    return run;
  }

  private Path folder(String scenario) {
    try {
      return Files.createDirectories(LOGS.resolve(token + "-" + runs.size() + "-" + scenario));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    StringBuilder report = new StringBuilder(String.valueOf(failure.getMessage()));
    runs.forEach(run -> report.append(run.report()));
    AssertionError reported = new AssertionError(report.toString(), failure);
    reported.setStackTrace(failure.getStackTrace());
    throw reported;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    runs.forEach(Sipp::kill);
  }
}
