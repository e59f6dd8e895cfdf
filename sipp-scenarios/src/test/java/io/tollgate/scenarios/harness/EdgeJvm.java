package io.tollgate.scenarios.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
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
  private static final Duration MADE_WITHIN = Duration.ofMinutes(3);
  private static final Path FOLDER = Path.of("target/edge-caches").toAbsolutePath();

  private EdgeJvm() {}

  /** Once a JVM, by whoever comes first. */
  private static final class Cache {
    private static final Path FILE = FOLDER.resolve(digest() + ".aot");

    private static final String OPTIONS =
        Files.exists(FILE) || Boolean.getBoolean("tollgate.edge.cache") && make(FILE)
            // Another JDK than the one that made it leaves it alone, and need not say so.
            ? "-XX:AOTCache=" + FILE + " -Xlog:aot*=off -Xlog:cds*=off "
            : "";
  }

  /**
   * Adds the options to a process's environment. A test that gives {@value #VARIABLE} gives the
   * rest itself; the empty string has the JVM compile as it does in service.
   */
  static void prepare(Map<String, String> environment) {
    environment.put(VARIABLE, Cache.OPTIONS + environment.getOrDefault(VARIABLE, QUICK));
  }

  /**
   * Of all that is on the class path, in its order. The JVM itself looks at sizes and times only,
   * and in builds that can be repeated all times are the same.
   */
  private static String digest() {
    try (Stream<Path> jars = Files.list(Distribution.home().resolve("lib"))) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path jar : jars.toList()) {
        digest.update(jar.toString().getBytes(UTF_8));
        digest.update(Files.readAllBytes(jar));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /**
   * Starts an edge that writes down what it loaded when it ends, which takes it seconds.
   *
   * @return whether there is a cache now; a JDK that makes none goes without
   */
  private static boolean make(Path file) {
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(FOLDER), "made");
      Path made = folder.resolve("edge.aot");
      EdgeConfig setup = new EdgeConfig();
      EdgeProcess edge =
          EdgeProcess.startAsSaid(
              setup.write(folder),
              folder.resolve("edge.log"),
              setup.httpPort(),
              Map.of(VARIABLE, "-XX:AOTCacheOutput=" + made + " " + QUICK));
      edge.get("/metrics");
      edge.terminate();
      edge.awaitExit(MADE_WITHIN);
      if (!Files.exists(made)) {
        return false;
      }
      removeOthers();
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("no cache of an edge's classes", e);
    }
  }

  /** Those of builds before; an edge that has one open keeps it. */
  private static void removeOthers() throws IOException {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(FOLDER, "*.aot")) {
      for (Path other : others) {
        Files.deleteIfExists(other);
      }
    }
  }
}
