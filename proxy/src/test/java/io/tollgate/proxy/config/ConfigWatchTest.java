package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {
  @TempDir private Path folder;
  private final List<Path> files = new ArrayList<>();
  private ConfigWatch watch;
  private int told;
  private int writes;

  @BeforeEach
  void write() throws IOException {
    write("config", "a");
    files.add(folder.resolve("config"));
    watch = new ConfigWatch(() -> files, () -> told++);
  }

  /** Each write has a time of its own, however coarse the file system's clock is. */
  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000 + 1_000 * ++writes));
  }

  @Test
  void tellsOnceWhenAFileHasSettled() throws IOException {
    watch.look();
    assertThat(told).isZero();
    write("config", "b");
    watch.look();
    assertThat(told).as("it may still be written").isZero();
    write("config", "bc");
    watch.look();
    assertThat(told).isZero();
    watch.look();
    assertThat(told).isOne();
    watch.look();
    watch.look();
    assertThat(told).isOne();
  }

  @Test
  void looksAtTheFilesThatAreNamedNow() throws IOException {
    write("secret", "s");
    write("config", "b");
    watch =
        new ConfigWatch(
            () -> files,
            () -> {
              told++;
              files.add(folder.resolve("secret"));
            });
    write("config", "c");
    watch.look();
    watch.look();
    assertThat(told).isOne();
    watch.look();
    watch.look();
    assertThat(told).as("a file that is new to it has not changed").isOne();
    write("secret", "t");
    watch.look();
    watch.look();
    assertThat(told).isEqualTo(2);
  }

  @Test
  void aFileThatGoesAndComesBackTheSameIsNoChange() throws IOException {
    Path file = folder.resolve("config");
    Path aside = folder.resolve("aside");
    Files.move(file, aside);
    watch.look();
    Files.move(aside, file);
    watch.look();
    watch.look();
    assertThat(told).isZero();
  }
}
