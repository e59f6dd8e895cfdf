package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The configuration that the distribution ships, on free ports in the place of its own: a developer
 * may have the demonstration running while the tests run.
 */
public record Demonstration(int sipPort, int httpPort, int carrierPort) implements Setup {
  /** On free ports. */
  public Demonstration() {
    this(Ports.free(), Ports.free(), Ports.free());
  }

  @Override
  public Path write(Path folder) {
    Path shipped = Distribution.home().resolve("config");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(shipped.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
      Path config = folder.resolve("tollgate.yaml");
      String text = Files.readString(config);
      for (List<String> port :
          List.of(
              List.of(":5060", ":" + sipPort),
              List.of(":8080", ":" + httpPort),
              List.of(":5080", ":" + carrierPort))) {
        if (!text.contains("127.0.0.1" + port.getFirst())) {
          throw new AssertionError("the shipped configuration no longer has " + port.getFirst());
        }
        text = text.replace("127.0.0.1" + port.getFirst(), "127.0.0.1" + port.getLast());
      }
      return Files.writeString(config, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
