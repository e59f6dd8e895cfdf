package io.tollgate.proxy.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  @TempDir private Path folder;
  private Path certificate;
  private Path key;
  private int told;

  @BeforeEach
  void writeFiles() throws IOException {
    certificate = Files.writeString(folder.resolve("edge.pem"), "certificate");
    key = Files.writeString(folder.resolve("edge.key"), "key");
  }

  private FileWatch watch() {
    return new FileWatch("watch", List.of(certificate, key), () -> told++);
  }

  @Test
  void filesThatChangeOneAfterTheOtherAreToldTogether() throws IOException {
    FileWatch watch = watch();
    Files.writeString(certificate, "another certificate");
    watch.look();
    Files.writeString(key, "another key");
    watch.look();
    assertThat(told).as("the key has only just come").isZero();
    watch.look();
    assertThat(told).isOne();
  }

  @Test
  void aFileThatGoesAndOneThatComesAreChanges() throws IOException {
    FileWatch watch = watch();
    Files.delete(key);
    watch.look();
    watch.look();
    assertThat(told).isOne();
    Files.writeString(key, "key");
    watch.look();
    watch.look();
    assertThat(told).isEqualTo(2);
  }

  @Test
  void itLooksOnAfterAChangeThatCouldNotBeTaken() throws IOException {
    FileWatch watch =
        new FileWatch(
            "watch",
            List.of(key),
            () -> {
              told++;
              throw new IllegalStateException("broken on purpose");
            });
    for (String text : List.of("a wrong key", "the right key again")) {
      Files.writeString(key, text);
      watch.look();
      watch.look();
    }
    assertThat(told).isEqualTo(2);
  }
}
