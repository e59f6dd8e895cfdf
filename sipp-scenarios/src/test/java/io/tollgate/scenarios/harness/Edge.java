package io.tollgate.scenarios.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * An edge that all tests of a class share: started before the first, stopped by SIGTERM after the
 * last, when it must exit with 0. After every test no call may be left on it. The end of its log is
 * part of a failed test's report.
 */
public final class Edge
    implements BeforeAllCallback,
        AfterEachCallback,
        AfterAllCallback,
        TestExecutionExceptionHandler {
  private final Setup setup;
  private final Map<String, String> environment;
  private Path folder;
  private Path config;
  private EdgeProcess process;
  private Records records;
  private Metrics metrics;

  private Edge(Setup setup, Map<String, String> environment) {
    this.setup = setup;
    this.environment = environment;
  }

  /** An edge as {@link EdgeConfig} has it. */
  public static Edge plain() {
    return with(config -> config);
  }

  /** An edge with another configuration. */
  public static Edge with(UnaryOperator<EdgeConfig> changes) {
    return with(changes, Map.of());
  }

  /** An edge with another configuration and with variables in its environment. */
  public static Edge with(UnaryOperator<EdgeConfig> changes, Map<String, String> environment) {
    return new Edge(changes.apply(new EdgeConfig()), environment);
  }

  /** The edge as it is shipped. */
  public static Edge demonstration() {
    return new Edge(new Demonstration(), Map.of());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start(context.getRequiredTestClass().getSimpleName());
  }

  /**
   * Starts it by hand, for tests that are about starting and stopping.
   *
   * @param name of its folder
   */
  public void start(String name) {
    folder =
        Path.of("target/edges", name)
            .resolve(UUID.randomUUID().toString().substring(0, 8))
            .toAbsolutePath();
    config = setup.write(folder);
    startAgain();
  }

  /** Starts it with the configuration and the data of the last time. */
  public void startAgain() {
    process = EdgeProcess.start(config, folder.resolve("edge.log"), setup.httpPort(), environment);
    records = new Records(process);
    metrics = new Metrics(process);
  }

  /** Writes its configuration anew, while it runs. */
  public void rewrite() {
    setup.write(folder);
  }

  /** The folder of its configuration. */
  public Path folder() {
    return folder;
  }

  /** Stops it by SIGTERM, which it must take as an order that it can carry out. */
  public void stop() {
    process.terminate();
    assertThat(process.awaitExit()).as("exit status after SIGTERM").isZero();
  }

  /** Makes sure that nothing of it is left running, whatever became of the test. */
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** A file beside its configuration. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Where it takes calls. */
  public InetSocketAddress sip() {
    return new InetSocketAddress("127.0.0.1", setup.sipPort());
  }

  /** The port of its HTTP server at 127.0.0.1. */
  public int httpPort() {
    return setup.httpPort();
  }

  /** Where it sends calls to, at 127.0.0.1. */
  public int carrierPort() {
    return setup.carrierPort();
  }

  public EdgeProcess process() {
    return process;
  }

  public Records records() {
    return records;
  }

  public Metrics metrics() {
    return metrics;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw reported(failure);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      metrics.awaitNoCalls();
    } catch (AssertionError left) {
      throw reported(left);
    }
  }

  private AssertionError reported(Throwable failure) {
    AssertionError reported = new AssertionError(failure.getMessage() + process.report(), failure);
    reported.setStackTrace(failure.getStackTrace());
    return reported;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (process != null) {
      stop();
    }
  }
}
