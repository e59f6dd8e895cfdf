package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the JVMs of edges and of their command line are started under test. They live for seconds, so
 * what they cost is the start: the quick compiler is enough for them, and the classes of an edge
 * that was started before come from the JDK's ahead-of-time cache (JEP 483). What is run is the
 * same either way.
 */
final class EdgeJvm {
  /** The variable that {@code bin/tollgate} takes options for the JVM from. */
  static final String VARIABLE = "TOLLGATE_JAVA_OPTS";

  private static final String QUICK = "-XX:TieredStopAtLevel=1";
  private static final Path CACHE = Path.of("target/edge.aot").toAbsolutePath();

  private EdgeJvm() {}

  /** Once a JVM, by whoever comes first. */
  private static final class Cache {
    private static final String OPTIONS =
        isCurrent() || Boolean.getBoolean("tollgate.edge.cache") && make()
            // A distribution that was built anew since makes it useless, which is no news.
            ? "-XX:AOTCache=" + CACHE + " -Xlog:disable -Xlog:all=error:stderr "
            : "";
  }

  /**
   * Adds the options to a process's environment. A test that gives {@value #VARIABLE} gives the
   * rest itself; the empty string has the JVM compile as it does in service.
   */
  static void prepare(Map<String, String> environment) {
    environment.put(VARIABLE, Cache.OPTIONS + environment.getOrDefault(VARIABLE, QUICK));
  }

  private static boolean isCurrent() {
    try (Stream<Path> jars = Files.list(Distribution.home().resolve("lib"))) {
      Optional<FileTime> newest = jars.map(EdgeJvm::modified).max(FileTime::compareTo);
      return Files.exists(CACHE)
          && newest.isPresent()
          && modified(CACHE).compareTo(newest.get()) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts an edge that writes down what it loaded when it ends. */
  private static boolean make() {
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/edges")), "");
      Path made = folder.resolve("edge.aot").toAbsolutePath();
      EdgeConfig setup = new EdgeConfig();
      EdgeProcess edge =
          EdgeProcess.startAsSaid(
              setup.write(folder.toAbsolutePath()),
              folder.resolve("edge.log"),
              setup.httpPort(),
              Map.of(VARIABLE, "-XX:AOTCacheOutput=" + made + " " + QUICK));
      edge.get("/metrics");
      edge.terminate();
      edge.awaitExit();
      Files.move(made, CACHE, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("no cache of an edge's classes", e);
    }
  }
}
