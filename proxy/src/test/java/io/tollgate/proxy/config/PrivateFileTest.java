package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
  @TempDir private Path folder;

  @Test
  void takesThePlaceOfTheOldOne() throws IOException {
    Path file = folder.resolve("deep/kept.yaml");
    PrivateFile.write(file, "first");
    PrivateFile.write(file, "sec\u00f6nd");
    assertThat(file).hasContent("sec\u00f6nd");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file.getParent().toFile().list()).containsExactly("kept.yaml");
  }

  @Test
  void leavesNothingBesideWhatItCannotReplace() throws IOException {
    Path full = Files.createDirectories(folder.resolve("kept.yaml/full")).getParent();
    assertThatThrownBy(() -> PrivateFile.write(full, "text")).isInstanceOf(IOException.class);
    assertThat(folder.toFile().list()).containsExactly("kept.yaml");
  }
}
