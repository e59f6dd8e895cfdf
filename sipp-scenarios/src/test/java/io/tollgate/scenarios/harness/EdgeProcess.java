package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built distribution, running with a configuration file. */
public final class EdgeProcess {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(120);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(90);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

  private final Process process;
  private final Path log;
  private final URI http;

  private EdgeProcess(Process process, Path log, URI http) {
    this.process = process;
    this.log = log;
    this.http = http;
  }

  /**
   * Starts the edge and waits until it is ready.
   *
   * @param config its configuration
   * @param log gets what it writes
   * @param httpPort where it serves {@code /health}, as the configuration says
   * @param environment added to this process's own
   */
  public static EdgeProcess start(
      Path config, Path log, int httpPort, Map<String, String> environment) {
    ProcessBuilder builder = builder(config, log, environment);
    EdgeJvm.prepare(builder.environment());
    return start(builder, log, httpPort);
  }

  /** The same with no options for its JVM but those that the environment has. */
  static EdgeProcess startAsSaid(
      Path config, Path log, int httpPort, Map<String, String> environment) {
    return start(builder(config, log, environment), log, httpPort);
  }

  private static ProcessBuilder builder(Path config, Path log, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(Distribution.command().toString(), "run", "--config", config.toString())
            .directory(config.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return builder;
  }

  private static EdgeProcess start(ProcessBuilder builder, Path log, int httpPort) {
    try {
      EdgeProcess edge =
          new EdgeProcess(builder.start(), log, URI.create("http://127.0.0.1:" + httpPort));
      edge.awaitReady();
      return edge;
    } catch (IOException e) {
      throw new UncheckedIOException("the edge does not start", e);
    }
  }

  private void awaitReady() {
    try {
      Await.that(
          "/health of the edge",
          STARTS_WITHIN,
          () -> {
            if (!process.isAlive()) {
              throw new AssertionError("the edge ended with status " + process.exitValue());
            }
            return isReady();
          });
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw new AssertionError(e.getMessage() + report(), e);
    }
  }

  private boolean isReady() {
    try {
      return get("/health").statusCode() == 200;
    } catch (UncheckedIOException notListening) {
      return false;
    }
  }

  /** Reads from its HTTP server. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(http.resolve(path)));
  }

  /** Has its HTTP server do something, as whoever has this token. */
  public HttpResponse<String> send(String method, String path, String token) {
    return send(
        HttpRequest.newBuilder(http.resolve(path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.noBody()));
  }

  private HttpResponse<String> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(Duration.ofSeconds(60)).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Sends SIGHUP, as operators do. */
  public void hangup() {
    Command.run(Duration.ofSeconds(60), List.of("kill", "-HUP", Long.toString(process.pid())));
  }

  /** Sends SIGTERM, as a service manager does; returns at once. */
  public void terminate() {
    process.destroy();
  }

  /**
   * Waits for its end.
   *
   * @return the exit status
   */
  public int awaitExit() {
    return awaitExit(STOPS_WITHIN);
  }

  int awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the edge was still up " + limit + " later" + report());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the edge stopped", e);
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  /** What it wrote so far, in lines. */
  public List<String> log() {
    return Logs.read(log).lines().toList();
  }

  /** The end of its log, for a failure report. */
  String report() {
    return Logs.tail("the edge's log", log);
  }
}
